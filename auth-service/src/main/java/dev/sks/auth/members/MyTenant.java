package dev.sks.auth.members;

/**
 * A tenant the caller is in.
 *
 * @param home whether a sign-in that names none is for it
 * @param current whether the token is for it
 */
public record MyTenant(String tenant, String role, boolean home, boolean current) {}
