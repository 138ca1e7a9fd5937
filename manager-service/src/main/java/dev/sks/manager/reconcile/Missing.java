package dev.sks.manager.reconcile;

import dev.sks.manager.launch.AttemptRef;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Attempts seen without processes: one look may be too early, so it takes two to be sure. */
class Missing {

  private final Set<AttemptRef> seenOnce = ConcurrentHashMap.newKeySet();

  /** Whether it is the second look. */
  boolean isConfirmed(AttemptRef attempt) {
    return !seenOnce.add(attempt);
  }

  void forget(AttemptRef attempt) {
    seenOnce.remove(attempt);
  }
}
