package dev.sks.manager.jobs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.sks.contract.Failure;
import dev.sks.contract.JobState;
import dev.sks.contract.JobStatus.JobResults;
import dev.sks.contract.RunPolicy;
import java.time.Duration;
import java.time.Instant;

/**
 * Where a job is, with only the data that state has. A move a state does not override is refused.
 *
 * <pre>
 *   Queued ──start──→ Starting(n) ──claim──→ Running(n) ──commit──→ Succeeded
 *                       ↑    │ fail             │ fail
 *                     start  ├──────────────────┴──→ Failed
 *                       │    ↓ (retried class, attempts left)
 *                     Retrying(until)
 *   every state that is not terminal ──cancel──→ Cancelled
 * </pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Phase.Queued.class, name = "Queued"),
  @JsonSubTypes.Type(value = Phase.Starting.class, name = "Starting"),
  @JsonSubTypes.Type(value = Phase.Running.class, name = "Running"),
  @JsonSubTypes.Type(value = Phase.Retrying.class, name = "Retrying"),
  @JsonSubTypes.Type(value = Phase.Succeeded.class, name = "Succeeded"),
  @JsonSubTypes.Type(value = Phase.Failed.class, name = "Failed"),
  @JsonSubTypes.Type(value = Phase.Cancelled.class, name = "Cancelled")
})
public sealed interface Phase {

  /** The longest wait before another attempt. */
  Duration LONGEST_RETRY_DELAY = Duration.ofMinutes(5);

  /** Number of the current or last attempt; 0 before the first. */
  int attempt();

  @JsonIgnore
  JobState word();

  <R> R accept(PhaseVisitor<R> visitor);

  /** The next attempt is about to be created. */
  default Move start(Instant now) {
    return Move.refused();
  }

  /** An attempt says that it runs. */
  default Move claim(int attempt) {
    return Move.refused();
  }

  /** An attempt asks that its output be the job's. */
  default Move commit(int attempt, JobResults results) {
    return Move.refused();
  }

  /** An attempt failed. */
  default Move fail(int attempt, Failure failure, RunPolicy policy, Instant now) {
    return Move.refused();
  }

  /** Something keeps an attempt from starting. */
  default Move hinder(int attempt, String words) {
    return Move.refused();
  }

  /** What kept an attempt from starting does so no more. */
  default Move unhinder(int attempt) {
    return Move.refused();
  }

  default Move cancel(String reason) {
    return Move.repeated();
  }

  /** Whether an attempt is meant to exist. */
  @JsonIgnore
  default boolean isActive() {
    return false;
  }

  record Queued() implements Phase {

    @Override
    public int attempt() {
      return 0;
    }

    @Override
    public JobState word() {
      return JobState.QUEUED;
    }

    @Override
    public <R> R accept(PhaseVisitor<R> visitor) {
      return visitor.queued(this);
    }

    @Override
    public Move start(Instant now) {
      return Move.to(new Starting(1));
    }

    @Override
    public Move cancel(String reason) {
      return Move.to(new Cancelled(0), reason);
    }
  }

  record Starting(int attempt) implements Phase {

    @Override
    public JobState word() {
      return JobState.STARTING;
    }

    @Override
    public boolean isActive() {
      return true;
    }

    @Override
    public <R> R accept(PhaseVisitor<R> visitor) {
      return visitor.starting(this);
    }

    @Override
    public Move claim(int claimed) {
      return claimed == attempt ? Move.to(new Running(attempt)) : Move.refused();
    }

    @Override
    public Move hinder(int hindered, String words) {
      return hindered == attempt ? Move.to(this, words) : Move.refused();
    }

    @Override
    public Move unhinder(int unhindered) {
      return unhindered == attempt ? Move.to(this) : Move.refused();
    }

    @Override
    public Move fail(int failed, Failure failure, RunPolicy policy, Instant now) {
      return failed == attempt ? failed(attempt, failure, policy, now) : Move.refused();
    }

    @Override
    public Move cancel(String reason) {
      return Move.to(new Cancelled(attempt), reason);
    }
  }

  record Running(int attempt) implements Phase {

    @Override
    public JobState word() {
      return JobState.RUNNING;
    }

    @Override
    public boolean isActive() {
      return true;
    }

    @Override
    public <R> R accept(PhaseVisitor<R> visitor) {
      return visitor.running(this);
    }

    @Override
    public Move claim(int claimed) {
      return Move.repeatedIf(claimed == attempt);
    }

    @Override
    public Move commit(int committed, JobResults results) {
      return committed == attempt ? Move.to(new Succeeded(attempt, results)) : Move.refused();
    }

    @Override
    public Move fail(int failed, Failure failure, RunPolicy policy, Instant now) {
      return failed == attempt ? failed(attempt, failure, policy, now) : Move.refused();
    }

    @Override
    public Move cancel(String reason) {
      return Move.to(new Cancelled(attempt), reason);
    }
  }

  /**
   * An attempt was failed by infrastructure.
   *
   * @param attempt the one that failed
   * @param until when the next one may start
   */
  record Retrying(int attempt, Instant until, Failure failure) implements Phase {

    @Override
    public JobState word() {
      return JobState.RETRYING;
    }

    @Override
    public <R> R accept(PhaseVisitor<R> visitor) {
      return visitor.retrying(this);
    }

    @Override
    public Move start(Instant now) {
      return now.isBefore(until) ? Move.refused() : Move.to(new Starting(attempt + 1));
    }

    @Override
    public Move fail(int failed, Failure again, RunPolicy policy, Instant now) {
      return Move.repeatedIf(failed == attempt);
    }

    @Override
    public Move cancel(String reason) {
      return Move.to(new Cancelled(attempt), reason);
    }
  }

  record Succeeded(int attempt, JobResults results) implements Phase {

    @Override
    public JobState word() {
      return JobState.SUCCEEDED;
    }

    @Override
    public <R> R accept(PhaseVisitor<R> visitor) {
      return visitor.succeeded(this);
    }

    @Override
    public Move commit(int committed, JobResults again) {
      return Move.repeatedIf(committed == attempt);
    }
  }

  record Failed(int attempt, Failure failure) implements Phase {

    @Override
    public JobState word() {
      return JobState.FAILED;
    }

    @Override
    public <R> R accept(PhaseVisitor<R> visitor) {
      return visitor.failed(this);
    }

    @Override
    public Move fail(int failed, Failure again, RunPolicy policy, Instant now) {
      return Move.repeatedIf(failed == attempt);
    }
  }

  record Cancelled(int attempt) implements Phase {

    @Override
    public JobState word() {
      return JobState.CANCELLED;
    }

    @Override
    public <R> R accept(PhaseVisitor<R> visitor) {
      return visitor.cancelled(this);
    }
  }

  private static Move failed(int attempt, Failure failure, RunPolicy policy, Instant now) {
    if (!failure.failure().isRetried() || attempt >= policy.maxAttempts()) {
      return Move.to(new Failed(attempt, failure), failure.message());
    }
    return Move.to(
        new Retrying(attempt, now.plus(retryDelay(policy, attempt)), failure), failure.message());
  }

  private static Duration retryDelay(RunPolicy policy, int attempt) {
    Duration delay = policy.retryDelay().multipliedBy(1L << (attempt - 1));
    return delay.compareTo(LONGEST_RETRY_DELAY) > 0 ? LONGEST_RETRY_DELAY : delay;
  }
}
