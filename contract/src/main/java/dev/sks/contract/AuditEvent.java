package dev.sks.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;

/**
 * An administrative change that was made. What there is nothing to say of is left out.
 *
 * @param id 26 characters, ordered by time
 * @param action such as {@code user.disable}: the kind of thing, and what was done
 * @param tenant the tenant it is about, or null; owners read those of their own
 * @param before the fields that changed, as they were; never a secret
 * @param after the same as they are now
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AuditEvent(
    String id,
    Instant at,
    String action,
    Actor actor,
    Target target,
    String tenant,
    Map<String, Object> before,
    Map<String, Object> after,
    Origin origin) {

  /**
   * Who did it.
   *
   * @param subject the user's stable id, or null if it was SKS itself
   * @param tenant of the token
   * @param session the session or API key the token came of, or null
   * @param client the OAuth client the token was given to, or null
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Actor(String subject, String name, String tenant, String session, String client) {}

  /** What was changed, such as the user {@code ada}. */
  public record Target(String kind, String name) {}

  /** Where the request came from; the request's id is the caller's own, if it gave one. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Origin(String address, String requestId) {}
}
