package dev.sks.manager.data;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.AttemptResult.Part;
import dev.sks.contract.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Results a test commits. */
@Alternative
@ApplicationScoped
public class GivenResults implements CommittedResults {

  private final Map<String, Optional<Committed>> jobs = new ConcurrentHashMap<>();

  void running(String tenant, String job) {
    jobs.put(tenant + job, Optional.empty());
  }

  void commit(String tenant, String job, int attempt, List<Part> parts) {
    jobs.put(tenant + job, Optional.of(new Committed(attempt, parts)));
  }

  @Override
  public Optional<Committed> find(String tenant, String job) {
    return Optional.ofNullable(jobs.get(tenant + job))
        .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such job."));
  }
}
