package dev.sks.auth.users;

import java.util.UUID;

/** What a token says: this user, in this tenant, in this role. */
public record Grant(UUID user, String name, String tenant, Role role) {}
