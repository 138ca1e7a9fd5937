package dev.sks.auth.door;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.Names;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Collects what is wrong with a request's fields, so that one answer names them all. */
public final class Fields {

  private final List<Violation> wrong = new ArrayList<>();

  private Fields() {}

  /** Starts on a body that must be there. */
  public static Fields of(Object body) {
    if (body == null) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, "The request needs a JSON body; see /openapi for it.");
    }
    return new Fields();
  }

  public Fields present(String field, Object value) {
    return check(value != null, field, "is missing");
  }

  /** Present and at most this long. */
  public Fields text(String field, String value, int longest) {
    present(field, value);
    return check(
        value == null || (!value.isEmpty() && value.length() <= longest),
        field,
        "must have 1 to %d characters".formatted(longest));
  }

  /** Present and an RFC 1123 label. */
  public Fields label(String field, String value) {
    present(field, value);
    return check(
        value == null || Names.isLabel(value), field, "must be a name, which " + Names.LABEL_RULE);
  }

  public Fields check(boolean right, String field, String message) {
    if (!right) {
      wrong.add(new Violation(field, message));
    }
    return this;
  }

  public Fields check(Optional<Violation> violation) {
    violation.ifPresent(wrong::add);
    return this;
  }

  /**
   * Ends the checks.
   *
   * @throws ProblemException if anything was wrong
   */
  public void done() {
    if (!wrong.isEmpty()) {
      String detail =
          wrong.stream()
              .map(v -> "'" + v.field() + "' " + v.message())
              .collect(Collectors.joining("; ", "", "."));
      throw new ProblemException(ProblemType.INVALID_REQUEST, detail, wrong);
    }
  }
}
