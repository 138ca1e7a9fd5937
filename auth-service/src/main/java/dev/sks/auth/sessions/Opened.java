package dev.sks.auth.sessions;

import dev.sks.auth.tokens.Holder;
import java.time.Instant;

/**
 * A session that gives tokens.
 *
 * @param refreshToken the next one
 * @param authenticatedAt when its user proved who they are
 */
public record Opened(Holder holder, String refreshToken, Instant authenticatedAt) {}
