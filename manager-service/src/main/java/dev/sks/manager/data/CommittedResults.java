package dev.sks.manager.data;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.AttemptResult;
import java.util.List;
import java.util.Optional;

/**
 * Which attempt's output is the job's result. The truth is the job's state, so whoever keeps the
 * jobs implements this as a bean; the data doors ask it before they read a part, and so does the
 * removal of an attempt's leftovers.
 */
public interface CommittedResults {

  /** The committed attempt, and its parts in their order. */
  record Committed(int attempt, List<AttemptResult.Part> parts) {

    public Committed {
      parts = List.copyOf(parts);
    }
  }

  /**
   * The job's committed attempt; empty if the job has none (yet). Blocking.
   *
   * @throws ProblemException {@code not-found} if the tenant has no such job, {@code unavailable}
   *     if that can't be said now
   */
  Optional<Committed> find(String tenant, String job);
}
