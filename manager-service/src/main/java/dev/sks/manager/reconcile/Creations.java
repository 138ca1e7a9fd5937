package dev.sks.manager.reconcile;

import dev.sks.manager.launch.AttemptRef;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when attempts are known to be there. Only in memory: with a manager that takes over, each
 * has its whole start time-out again.
 */
class Creations {

  private final Map<AttemptRef, Instant> known = new ConcurrentHashMap<>();

  Instant of(AttemptRef attempt, Instant now) {
    return known.computeIfAbsent(attempt, ref -> now);
  }

  void forget(AttemptRef attempt) {
    known.remove(attempt);
  }
}
