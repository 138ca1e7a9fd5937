package dev.sks.auth.sessions;

import java.time.Instant;

/**
 * A session that is not over.
 *
 * @param client the OAuth client, empty of the session resource
 * @param user the user's id
 */
public record SessionState(
    String client, String scope, String user, String name, String tenant, Instant expiresAt) {}
