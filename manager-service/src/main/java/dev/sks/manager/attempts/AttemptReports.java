package dev.sks.manager.attempts;

import dev.sks.contract.AttemptResult;
import dev.sks.contract.Failure;
import dev.sks.contract.JobStatus.JobResults;
import dev.sks.manager.jobs.JobKey;
import dev.sks.manager.jobs.JobStore;
import dev.sks.manager.jobs.Submission;
import dev.sks.manager.launch.AttemptRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Turns reports into moves of the job. False means that the attempt is no longer the job's. */
@ApplicationScoped
public class AttemptReports {

  private final JobStore store;
  private final Clock clock;

  public AttemptReports(JobStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  boolean claim(AttemptRef attempt) {
    return store.transition(key(attempt), job -> job.phase().claim(attempt.attempt())).isTaken();
  }

  boolean commit(AttemptRef attempt, AttemptResult result) {
    var parts = result.parts();
    var results =
        new JobResults(
            parts,
            parts.stream().mapToLong(AttemptResult.Part::records).sum(),
            parts.stream().mapToLong(AttemptResult.Part::bytes).sum(),
            result.counters());
    return store
        .transition(key(attempt), job -> job.phase().commit(attempt.attempt(), results))
        .isTaken();
  }

  boolean fail(AttemptRef attempt, Failure failure) {
    Optional<Submission> submission = store.submission(key(attempt));
    if (submission.isEmpty()) {
      return false;
    }
    var policy = submission.get().spec().policy();
    return store
        .transition(
            key(attempt),
            job -> job.phase().fail(attempt.attempt(), failure, policy, clock.instant()))
        .isTaken();
  }

  private static JobKey key(AttemptRef attempt) {
    return new JobKey(attempt.tenant(), attempt.job());
  }
}
