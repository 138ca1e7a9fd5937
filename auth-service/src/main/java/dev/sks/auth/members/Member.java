package dev.sks.auth.members;

import java.time.Instant;

/**
 * A user of a tenant.
 *
 * @param since when the user came into it
 */
public record Member(String user, String role, Instant since) {}
