package dev.sks.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * {@code application/problem+json} (RFC 9457), also where a problem crosses the bus.
 *
 * @param code the stable word of {@link ProblemType}
 * @param detail what happened here, and what to do
 * @param instance id of this occurrence, the same as in the service's log, or null
 * @param errors the fields at fault, possibly none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String code,
    String title,
    int status,
    String detail,
    String instance,
    List<Violation> errors) {

  public Problem {
    errors = errors == null ? List.of() : List.copyOf(errors);
  }

  public Problem at(String occurrence) {
    return new Problem(type, code, title, status, detail, occurrence, errors);
  }
}
