package dev.sks.auth.lockout;

import java.time.Duration;

/**
 * How many attempts are free, and how the wait grows after them.
 *
 * @param free attempts that cost no wait
 * @param longest the wait doubles from a second up to this
 */
record Limit(int free, Duration longest) {

  /** People mistype; a wait of minutes stops a guesser, and nobody for the day. */
  static final Limit OF_ACCOUNT = new Limit(5, Duration.ofMinutes(5));

  /** Many people may share an address. */
  static final Limit OF_ADDRESS = new Limit(50, Duration.ofMinutes(15));

  /** A class may sign up together; a machine that tries names may not go on. */
  static final Limit OF_SIGN_UPS = new Limit(30, Duration.ofMinutes(15));
}
