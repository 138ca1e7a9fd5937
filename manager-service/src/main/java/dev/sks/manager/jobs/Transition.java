package dev.sks.manager.jobs;

import java.util.Optional;

/**
 * What came of an event.
 *
 * @param job as it is now; empty if there is no such job
 */
public record Transition(Move.Kind kind, Optional<VersionedJob> job) {

  /** Whether the job is as the event wants it, now or from before. */
  public boolean isTaken() {
    return kind != Move.Kind.REFUSED;
  }
}
