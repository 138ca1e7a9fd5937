package dev.sks.auth.apikeys;

import dev.sks.auth.door.Fields;
import java.time.Duration;
import java.time.Instant;

/**
 * A key to create.
 *
 * @param name unique among the owner's keys
 * @param password the owner's, if there is one
 * @param expiresAt by default a year from now
 */
public record NewKey(String name, String password, Instant expiresAt) {

  private static final Duration LONGEST = Duration.ofDays(3650);

  void check(Instant now) {
    Fields.of(this)
        .label("name", name)
        .check(
            expiresAt == null || expiresAt.isAfter(now) && expiresAt.isBefore(now.plus(LONGEST)),
            "expiresAt",
            "must be in the future, and within ten years")
        .done();
  }
}
