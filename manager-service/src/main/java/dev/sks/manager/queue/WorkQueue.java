package dev.sks.manager.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keys that are due now or later. A key is worked on by one thread at a time; what is offered in
 * the meantime comes after. Of several due times of a key the earliest counts.
 */
public class WorkQueue<K> {

  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

  private record Due<K>(Instant at, long order, K key) {}

  private final Clock clock;
  private final NavigableSet<Due<K>> dues =
      new TreeSet<>(Comparator.<Due<K>, Instant>comparing(Due::at).thenComparing(Due::order));
  private final Map<K, Due<K>> byKey = new HashMap<>();
  private final Set<K> underway = new HashSet<>();
  private final Map<K, Integer> failures = new HashMap<>();
  private long offered;

  public WorkQueue(Clock clock) {
    this.clock = clock;
  }

  public void offer(K key) {
    offer(key, Duration.ZERO);
  }

  public synchronized void offer(K key, Duration delay) {
    var due = new Due<>(clock.instant().plus(delay), offered++, key);
    Due<K> before = byKey.get(key);
    if (before == null || due.at().isBefore(before.at())) {
      withdraw(before);
      byKey.put(key, due);
      if (!underway.contains(key)) {
        dues.add(due);
        notifyAll();
      }
    }
  }

  /** A key that is due; the caller must give it back with {@link #done} or {@link #failed}. */
  public synchronized Optional<K> poll() {
    if (dues.isEmpty() || dues.first().at().isAfter(clock.instant())) {
      return Optional.empty();
    }
    Due<K> next = dues.pollFirst();
    byKey.remove(next.key());
    underway.add(next.key());
    return Optional.of(next.key());
  }

  /** Waits for a key that is due. */
  public synchronized K take() throws InterruptedException {
    Optional<K> next = poll();
    while (next.isEmpty()) {
      long millis =
          dues.isEmpty() ? 0 : Duration.between(clock.instant(), dues.first().at()).toMillis() + 1;
      wait(Math.max(0, millis));
      next = poll();
    }
    return next.get();
  }

  public synchronized void done(K key) {
    failures.remove(key);
    giveBack(key);
  }

  /** Gives a key back to come again, later with each failure in a row. */
  public synchronized void failed(K key) {
    int before = failures.merge(key, 1, Integer::sum) - 1;
    Duration backoff = FIRST_BACKOFF.multipliedBy(1L << Math.min(before, 10));
    giveBack(key);
    withdraw(byKey.remove(key));
    offer(key, backoff.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff);
  }

  private void withdraw(Due<K> due) {
    if (due != null) {
      dues.remove(due);
    }
  }

  private void giveBack(K key) {
    underway.remove(key);
    Due<K> due = byKey.get(key);
    if (due != null) {
      dues.add(due);
      notifyAll();
    }
  }
}
