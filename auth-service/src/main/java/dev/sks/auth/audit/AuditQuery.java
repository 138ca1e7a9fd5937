package dev.sks.auth.audit;

import dev.sks.auth.door.Fields;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which events somebody asks for: conditions of HQL, and the values in them. */
final class AuditQuery {

  private static final int LONGEST = 200;

  private final List<String> conditions = new ArrayList<>(List.of("1 = 1"));
  private final Map<String, Object> parameters = new HashMap<>();
  private final Fields fields = Fields.of(parameters);

  /** Events where the field has this value. */
  AuditQuery is(String field, String value) {
    return value == null ? this : add(field, value, field + " = :" + field);
  }

  /** Events of this action, or of all whose first word it is. */
  AuditQuery action(String action) {
    return action == null
        ? this
        : add("action", action, "(action = :action or action like concat(:action, '.%'))");
  }

  AuditQuery since(String time) {
    return time(time, "since", "at >= :since");
  }

  AuditQuery until(String time) {
    return time(time, "until", "at < :until");
  }

  /** Ends what is asked for, with all that is wrong about it. */
  AuditQuery checked() {
    fields.done();
    return this;
  }

  String where() {
    return String.join(" and ", conditions);
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  private AuditQuery add(String field, String value, String condition) {
    fields
        .text(field, value, LONGEST)
        .check(value.indexOf('\0') < 0, field, "must have no NUL")
        .check(value.indexOf('%') < 0, field, "must have no '%'");
    parameters.put(field, value);
    conditions.add(condition);
    return this;
  }

  private AuditQuery time(String time, String field, String condition) {
    if (time == null) {
      return this;
    }
    try {
      parameters.put(field, Instant.parse(time));
      conditions.add(condition);
    } catch (DateTimeException e) {
      fields.check(false, field, "must be a time such as 2026-01-31T12:00:00Z");
    }
    return this;
  }
}
