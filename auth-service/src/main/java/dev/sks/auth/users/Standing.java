package dev.sks.auth.users;

import java.util.Optional;
import java.util.UUID;

/**
 * How a user stands in a tenant, while nobody else changes its members.
 *
 * @param home the tenant a sign-in is for when it names none
 * @param role in the tenant; empty if the user is not in it
 * @param admin whether the user is an administrator, in whatever tenant
 * @param otherOwners how many others own the tenant and can sign in
 */
public record Standing(
    UUID user,
    String name,
    String home,
    String tenant,
    Optional<Role> role,
    boolean admin,
    long otherOwners) {}
