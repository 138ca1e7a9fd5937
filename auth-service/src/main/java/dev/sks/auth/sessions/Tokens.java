package dev.sks.auth.sessions;

/**
 * What a session gives.
 *
 * @param expiresIn seconds the access token lives
 */
public record Tokens(
    String accessToken, String refreshToken, String tokenType, long expiresIn, String tenant) {}
