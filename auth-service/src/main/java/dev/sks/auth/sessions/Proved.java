package dev.sks.auth.sessions;

import dev.sks.auth.users.Credentials;
import dev.sks.auth.users.Grant;
import java.util.Optional;

/**
 * Somebody who knew the password, or whom a foreign provider vouches for.
 *
 * @param newHash replaces the password's hash
 * @param chosen whether the new hash is one of a new password, which ends the other sessions
 */
public record Proved(
    Credentials credentials, Grant grant, Optional<String> newHash, boolean chosen) {}
