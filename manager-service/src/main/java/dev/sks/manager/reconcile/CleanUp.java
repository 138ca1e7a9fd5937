package dev.sks.manager.reconcile;

import dev.sks.contract.Failure;
import dev.sks.contract.FailureClass;
import dev.sks.contract.JobState;
import dev.sks.contract.JobStatus;
import dev.sks.manager.jobs.JobStore;
import dev.sks.manager.jobs.Lifecycle;
import dev.sks.manager.jobs.VersionedJob;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.Launcher;
import dev.sks.manager.launch.Observation;
import dev.sks.manager.shards.OwnedShard;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Removes what attempts that are over left behind; remembered in etcd once it is done. */
record CleanUp(Launcher launcher, JobStore store, Instant now) {

  /** Its end is told, if that is not lost. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  /** How long an attempt that said its last word may take to end by itself. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final Set<FailureClass> ENDED_BY_US =
      EnumSet.of(FailureClass.DEADLINE, FailureClass.START_DEADLINE);

  Optional<Duration> of(OwnedShard shard, VersionedJob job) {
    Lifecycle lifecycle = job.lifecycle();
    for (int n = lifecycle.cleaned() + 1; n <= lifecycle.lastDeadAttempt(); n++) {
      AttemptRef attempt = JobReconciler.ref(job.key(), n);
      Observation seen = launcher.observe(attempt);
      if (seen instanceof Observation.Alive) {
        Duration left = Duration.between(now, lifecycle.since().plus(GRACE));
        if (seen.hindrance().isEmpty() && !left.isNegative() && mayEndByItself(lifecycle)) {
          return Optional.of(left);
        }
        launcher.stop(attempt);
        return Optional.of(LOOK_AGAIN);
      }
      launcher.forget(attempt);
    }
    store.markCleaned(shard, job, lifecycle.lastDeadAttempt());
    return Optional.empty();
  }

  private static boolean mayEndByItself(Lifecycle lifecycle) {
    JobStatus status = lifecycle.toStatus();
    Failure failure = status.failure();
    return status.state() != JobState.CANCELLED
        && (failure == null || !ENDED_BY_US.contains(failure.failure()));
  }
}
