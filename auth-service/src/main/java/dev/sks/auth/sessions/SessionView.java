package dev.sks.auth.sessions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A session that is not over, as its user and administrators see it.
 *
 * @param client the name of the OAuth client; absent of a sign-in at the session resource
 * @param lastUsedAt when it last gave tokens
 * @param current whether the request's own token comes of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionView(
    UUID id,
    String client,
    String tenant,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt,
    boolean current) {

  SessionView(
      UUID id,
      String client,
      String tenant,
      Instant createdAt,
      Instant lastUsedAt,
      Instant expiresAt) {
    this(id, client, tenant, createdAt, lastUsedAt, expiresAt, false);
  }

  SessionView seenFrom(String session) {
    boolean own = id.toString().equals(session);
    return new SessionView(id, client, tenant, createdAt, lastUsedAt, expiresAt, own);
  }
}
