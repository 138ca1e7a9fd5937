package dev.sks.manager.jobs;

import dev.sks.contract.Failure;
import dev.sks.contract.JobStatus.JobResults;
import java.time.Instant;

/** A fact that only some phases have; null in the others. */
class Facts<T> implements PhaseVisitor<T> {

  static final Facts<Instant> RETRY_AT =
      new Facts<>() {
        @Override
        public Instant retrying(Phase.Retrying phase) {
          return phase.until();
        }
      };

  static final Facts<Failure> FAILURE =
      new Facts<>() {
        @Override
        public Failure retrying(Phase.Retrying phase) {
          return phase.failure();
        }

        @Override
        public Failure failed(Phase.Failed phase) {
          return phase.failure();
        }
      };

  static final Facts<JobResults> RESULTS =
      new Facts<>() {
        @Override
        public JobResults succeeded(Phase.Succeeded phase) {
          return phase.results();
        }
      };

  @Override
  public T queued(Phase.Queued phase) {
    return null;
  }

  @Override
  public T starting(Phase.Starting phase) {
    return null;
  }

  @Override
  public T running(Phase.Running phase) {
    return null;
  }

  @Override
  public T retrying(Phase.Retrying phase) {
    return null;
  }

  @Override
  public T succeeded(Phase.Succeeded phase) {
    return null;
  }

  @Override
  public T failed(Phase.Failed phase) {
    return null;
  }

  @Override
  public T cancelled(Phase.Cancelled phase) {
    return null;
  }
}
