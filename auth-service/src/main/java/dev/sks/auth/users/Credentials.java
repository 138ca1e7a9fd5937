package dev.sks.auth.users;

import java.util.UUID;

/**
 * What a sign-in is checked against.
 *
 * @param tenant the one a sign-in is for when it names none
 */
public record Credentials(
    UUID id, String passwordHash, boolean oneTime, boolean disabled, String tenant) {}
