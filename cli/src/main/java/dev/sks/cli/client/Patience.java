package dev.sks.cli.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long a request that did not come through is tried again. Only requests that may arrive twice
 * have any.
 */
public enum Patience {
  NONE(Duration.ZERO),
  /** For reading: bridges a service that is being replaced. */
  SHORT(Duration.ofSeconds(5)),
  /** For a submission with an idempotency key, which is worth the wait. */
  LONG(Duration.ofSeconds(60));

  private static final long FIRST = 200;
  private static final long MOST = 5_000;

  private final Duration whole;

  Patience(Duration whole) {
    this.whole = whole;
  }

  /** Whether another try may start after this much time. */
  boolean lasts(Duration since) {
    return since.compareTo(whole) < 0;
  }

  /** Waits before the given try, counted from 1; longer with each. */
  public static void pause(int attempt) {
    pause(Duration.ofMillis(Math.min(MOST, FIRST << Math.min(attempt - 1, 10))));
  }

  /** Waits. */
  public static void pause(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the server", e);
    }
  }
}
