package dev.sks.auth.audit;

import dev.sks.contract.AuditEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was done to what.
 *
 * @param action such as {@code user.disable}
 * @param tenant the one it is about, if it is about one
 * @param before the fields that changed, as they were; never a secret
 * @param after the same as they are now
 */
public record Change(
    String action,
    AuditEvent.Target target,
    Optional<String> tenant,
    Map<String, Object> before,
    Map<String, Object> after) {

  public static Change of(String action, String kind, String name) {
    return new Change(
        action, new AuditEvent.Target(kind, name), Optional.empty(), Map.of(), Map.of());
  }

  public Change in(String other) {
    return new Change(action, target, Optional.of(other), before, after);
  }

  public Change from(Map<String, Object> fields) {
    return new Change(action, target, tenant, fields, after);
  }

  /** With these keys, which ended with it. */
  public Change ending(List<String> keys) {
    if (keys.isEmpty()) {
      return this;
    }
    var fields = new TreeMap<>(before);
    fields.put("apiKeys", keys);
    return from(fields);
  }

  public Change to(Map<String, Object> fields) {
    return new Change(action, target, tenant, before, fields);
  }
}
