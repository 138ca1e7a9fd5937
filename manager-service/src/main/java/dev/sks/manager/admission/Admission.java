package dev.sks.manager.admission;

import dev.sks.contract.JobSpec;
import dev.sks.contract.Problem;
import java.util.Optional;

/** What must hold of a job before it is taken. */
public interface Admission {

  /**
   * Why the job can't be taken; empty if it can. Bounded in time.
   *
   * @throws UndecidedException if that can't be said now: to be asked again
   */
  Optional<Problem> refusal(String tenant, JobSpec spec);
}
