package dev.sks.auth.invitations;

import dev.sks.auth.users.Role;
import java.util.Optional;

/**
 * What a redeemed invitation gives.
 *
 * @param tenant empty for one of the invited's own
 */
public record Invited(Optional<String> tenant, Role role) {}
