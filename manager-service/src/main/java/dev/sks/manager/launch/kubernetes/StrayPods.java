package dev.sks.manager.launch.kubernetes;

import dev.sks.manager.jobs.JobKey;
import dev.sks.manager.jobs.JobStore;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.Leftovers;
import dev.sks.manager.shards.ShardOwnership;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Finds drivers that no job asks for: those a manager was about to remove when it ended, and those
 * of jobs that are removed.
 */
@ApplicationScoped
class StrayPods {

  private static final Logger LOG = Logger.getLogger(StrayPods.class);
  private static final String EVERY = "1m";

  private final AttemptPods pods;
  private final JobStore jobs;
  private final ShardOwnership ownership;
  private final Leftovers leftovers;
  private final Scheduler scheduler;

  StrayPods(
      AttemptPods pods,
      JobStore jobs,
      ShardOwnership ownership,
      Leftovers leftovers,
      Scheduler scheduler) {
    this.pods = pods;
    this.jobs = jobs;
    this.ownership = ownership;
    this.leftovers = leftovers;
    this.scheduler = scheduler;
  }

  /** Hands over every one that is found, again and again until it is gone. */
  void look(Consumer<AttemptRef> found) {
    scheduler
        .newJob("stray-pods")
        .setInterval(EVERY)
        .setConcurrentExecution(ConcurrentExecution.SKIP)
        .setTask(execution -> lookOnce(found))
        .schedule();
  }

  private void lookOnce(Consumer<AttemptRef> found) {
    pods.attempts().filter(this::isStray).forEach(found);
  }

  private boolean isStray(AttemptRef attempt) {
    var key = new JobKey(attempt.tenant(), attempt.job());
    if (leftovers.isWaiting(attempt) || ownership.find(key.shard()).isEmpty()) {
      return false;
    }
    boolean stray =
        jobs.find(key).filter(job -> job.lifecycle().cleaned() < attempt.attempt()).isEmpty();
    if (stray) {
      LOG.infof("Stray driver found job=%s attempt=%d", attempt.job(), attempt.attempt());
    }
    return stray;
  }
}
