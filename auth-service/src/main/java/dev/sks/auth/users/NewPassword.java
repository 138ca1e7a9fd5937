package dev.sks.auth.users;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a user is given to sign in with.
 *
 * @param oneTime whether it must be replaced at the first sign-in
 * @param until when it ends unless it is replaced; empty if it doesn't
 */
public record NewPassword(String hash, boolean oneTime, Optional<Instant> until) {

  /** Somebody passes a secret on within a day; one in an old message is of no use. */
  private static final Duration LIFE = Duration.ofHours(24);

  public static NewPassword chosen(String hash) {
    return new NewPassword(hash, false, Optional.empty());
  }

  static NewPassword oneTime(String hash, Instant now) {
    return new NewPassword(hash, true, Optional.of(now.plus(LIFE)));
  }

  /** The operator's own, who may sign in next week. */
  static NewPassword ofFirstAdmin(String hash) {
    return new NewPassword(hash, true, Optional.empty());
  }
}
