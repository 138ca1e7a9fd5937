package dev.sks.auth.users;

import java.util.Optional;
import java.util.UUID;

/**
 * What a sign-in is checked against.
 *
 * @param passwordHash empty if the user has no password
 * @param secretOver whether it is a one-time secret that was not replaced in time
 * @param tenant the one a sign-in is for when it names none
 */
public record Credentials(
    UUID id,
    String passwordHash,
    boolean oneTime,
    boolean secretOver,
    boolean disabled,
    String tenant) {

  /** What a user has for a hash who signs in through foreign providers only. */
  public static final String NO_PASSWORD = "";

  public Optional<String> hash() {
    return Optional.of(passwordHash).filter(hash -> !hash.equals(NO_PASSWORD));
  }
}
