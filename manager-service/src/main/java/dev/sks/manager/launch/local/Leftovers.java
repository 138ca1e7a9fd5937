package dev.sks.manager.launch.local;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import dev.sks.manager.data.CommittedResults;
import dev.sks.manager.data.DataStore;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.logs.LogShipper;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Removes what forgotten attempts left, once their logs are away; tries for as long as it takes.
 */
@ApplicationScoped
class Leftovers {

  private static final Logger LOG = Logger.getLogger(Leftovers.class);

  private final DataStore data;
  private final CommittedResults results;
  private final LogShipper logs;
  private final Map<AttemptRef, AttemptFolder> waiting = new ConcurrentHashMap<>();

  Leftovers(DataStore data, CommittedResults results, LogShipper logs) {
    this.data = data;
    this.results = results;
    this.logs = logs;
  }

  /** The folder is marked as forgotten. Returns at once. */
  void remove(AttemptFolder folder) {
    waiting.put(folder.ref(), folder);
  }

  @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
  void removeWhatCanBe() {
    waiting.values().stream().filter(f -> logs.isShipped(f.ref())).forEach(this::tryToRemove);
  }

  private void tryToRemove(AttemptFolder folder) {
    AttemptRef ref = folder.ref();
    try {
      data.releaseAttempt(ref.tenant(), ref.job(), ref.attempt(), isCommitted(ref));
      folder.remove();
      waiting.remove(ref);
    } catch (IOException | RuntimeException e) {
      LOG.warnf(
          "Attempt's leftovers stay for now job=%s attempt=%d cause=%s",
          ref.job(), ref.attempt(), e);
    }
  }

  private boolean isCommitted(AttemptRef ref) {
    try {
      return results
          .find(ref.tenant(), ref.job())
          .filter(committed -> committed.attempt() == ref.attempt())
          .isPresent();
    } catch (ProblemException e) {
      if (e.problem().code().equals(ProblemType.NOT_FOUND.code())) {
        return false;
      }
      throw e;
    }
  }
}
