package dev.sks.standalone.supervision;

import java.time.Duration;

/** How long to wait before a restart: doubles while a process keeps dying young. */
record Backoff(Duration delay) {
  private static final Duration SHORTEST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration SETTLED = Duration.ofMinutes(1);

  Backoff() {
    this(SHORTEST);
  }

  /** What holds after a process that lived that long. */
  Backoff after(Duration lived) {
    if (lived.compareTo(SETTLED) >= 0) {
      return new Backoff();
    }
    Duration doubled = delay.multipliedBy(2);
    return new Backoff(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled);
  }
}
