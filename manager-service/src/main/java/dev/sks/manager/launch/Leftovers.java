package dev.sks.manager.launch;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import dev.sks.manager.data.CommittedResults;
import dev.sks.manager.data.DataStore;
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
public class Leftovers {

  private static final Logger LOG = Logger.getLogger(Leftovers.class);

  private final DataStore data;
  private final CommittedResults results;
  private final Map<AttemptRef, Leftover> waiting = new ConcurrentHashMap<>();

  public Leftovers(DataStore data, CommittedResults results) {
    this.data = data;
    this.results = results;
  }

  /** Returns at once. */
  public void remove(Leftover leftover) {
    waiting.put(leftover.ref(), leftover);
  }

  public boolean isWaiting(AttemptRef attempt) {
    return waiting.containsKey(attempt);
  }

  @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
  void removeWhatCanBe() {
    waiting.values().forEach(this::tryToRemove);
  }

  private void tryToRemove(Leftover leftover) {
    AttemptRef ref = leftover.ref();
    try {
      if (leftover.isRemovable()) {
        data.releaseAttempt(ref.tenant(), ref.job(), ref.attempt(), isCommitted(ref));
        leftover.remove();
        waiting.remove(ref);
      }
    } catch (UnobservableException e) {
      LOG.debugf("Attempt's leftovers are not seen job=%s cause=%s", ref.job(), e.getMessage());
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
