package dev.sks.manager.reconcile;

import dev.sks.manager.launch.AttemptRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What keeps attempts from being created or from going on. Only in memory: a manager that takes
 * over meets it anew.
 */
class Hindrances {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /**
   * What holds an attempt up.
   *
   * @param words the environment's
   * @param since when it was first met
   * @param times how often it was met
   */
  record Hindrance(String words, Instant since, int times) {

    /** How long to wait before the next try: longer with each. */
    Duration pause() {
      Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(times - 1, 10));
      return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
  }

  private final Map<AttemptRef, Hindrance> met = new ConcurrentHashMap<>();

  Hindrance meet(AttemptRef attempt, String words, Instant now) {
    return met.merge(
        attempt,
        new Hindrance(words, now, 1),
        (before, fresh) -> new Hindrance(words, before.since(), before.times() + 1));
  }

  void forget(AttemptRef attempt) {
    met.remove(attempt);
  }
}
