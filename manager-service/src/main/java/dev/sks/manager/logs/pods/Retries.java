package dev.sks.manager.logs.pods;

import java.time.Duration;

/** When a log may be asked for again. */
final class Retries {

  private static final long FIRST_MILLIS = 250;

  /** A node that can't be asked is not back within a moment. */
  private static final long FIRST_AFTER_REFUSAL_MILLIS = 1000;

  private static final long LONGEST_MILLIS = Duration.ofSeconds(30).toMillis();
  private static final int LONGEST_SHIFT = 7;

  /** A node that comes back has come back by then. */
  private static final Duration HOPE = Duration.ofMinutes(10);

  private int failures;
  private boolean refused;
  private long refusedAt;
  private long due = System.nanoTime();

  synchronized boolean areDue() {
    return System.nanoTime() - due >= 0;
  }

  /** Whether the API server has answered for so long that it can't read the log. */
  synchronized boolean areHopeless() {
    return refused && System.nanoTime() - refusedAt > HOPE.toNanos();
  }

  synchronized void now() {
    due = System.nanoTime();
  }

  synchronized void after(LogConnection.End end) {
    if (end.isRefusal() && !refused) {
      refused = true;
      refusedAt = System.nanoTime();
    }
    long first = end.isRefusal() ? FIRST_AFTER_REFUSAL_MILLIS : FIRST_MILLIS;
    long millis = Math.min(LONGEST_MILLIS, first << Math.min(failures, LONGEST_SHIFT));
    failures++;
    due = System.nanoTime() + Duration.ofMillis(millis).toNanos();
  }

  synchronized void succeeded() {
    failures = 0;
    refused = false;
  }
}
