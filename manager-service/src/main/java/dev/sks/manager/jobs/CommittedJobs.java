package dev.sks.manager.jobs;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import dev.sks.manager.data.CommittedResults;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Tells the data doors which attempt's output is the job's. */
@ApplicationScoped
public class CommittedJobs implements CommittedResults {

  private final JobStore store;

  public CommittedJobs(JobStore store) {
    this.store = store;
  }

  @Override
  public Optional<Committed> find(String tenant, String job) {
    Lifecycle lifecycle =
        store
            .find(new JobKey(tenant, job))
            .map(VersionedJob::lifecycle)
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemType.NOT_FOUND, "There is no job " + job + " in this tenant."));
    return Optional.ofNullable(lifecycle.phase().accept(Facts.RESULTS))
        .map(results -> new Committed(lifecycle.phase().attempt(), results.parts()));
  }
}
