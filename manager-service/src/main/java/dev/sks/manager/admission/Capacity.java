package dev.sks.manager.admission;

import dev.sks.contract.JobSpec;
import dev.sks.contract.Problem;
import java.util.Optional;

/** What the environment has for a tenant's jobs; whoever launches them there implements this. */
public interface Capacity {

  /** Why a job could never start, however long it waited; empty if it may, or nothing is known. */
  Optional<Problem> shortage(String tenant, JobSpec spec);
}
