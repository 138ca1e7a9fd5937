package dev.sks.auth.passwords;

import dev.sks.contract.Violation;
import java.util.Optional;

/** What a password people choose must be. */
public final class PasswordRules {

  public static final int SHORTEST = 10;
  public static final int LONGEST = 200;

  private PasswordRules() {}

  /** What is wrong with the password that the field gives to the user of this name. */
  public static Optional<Violation> check(String field, String password, String name) {
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      return Optional.of(
          new Violation(field, "must have %d to %d characters".formatted(SHORTEST, LONGEST)));
    }
    if (password.equalsIgnoreCase(name)) {
      return Optional.of(new Violation(field, "must not be the user's name"));
    }
    return Optional.empty();
  }
}
