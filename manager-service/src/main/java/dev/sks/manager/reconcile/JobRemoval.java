package dev.sks.manager.reconcile;

import dev.sks.contract.RunPolicy;
import dev.sks.manager.data.DataStore;
import dev.sks.manager.jobs.JobKey;
import dev.sks.manager.jobs.JobStore;
import dev.sks.manager.jobs.VersionedJob;
import dev.sks.manager.outbox.Outbox;
import dev.sks.manager.shards.OwnedShard;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Removes jobs whose retention is over, once everybody can have heard of their end. */
@ApplicationScoped
public class JobRemoval {

  private static final Logger LOG = Logger.getLogger(JobRemoval.class);
  private static final Duration UNPUBLISHED = Duration.ofSeconds(10);

  private final JobStore store;
  private final DataStore data;
  private final Outbox outbox;
  private final Clock clock;

  public JobRemoval(JobStore store, DataStore data, Outbox outbox, Clock clock) {
    this.store = store;
    this.data = data;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** When to come again; empty once the job is gone. */
  Optional<Duration> removeIfDue(OwnedShard shard, VersionedJob job, RunPolicy policy) {
    Duration left =
        Duration.between(clock.instant(), job.lifecycle().since().plus(policy.retention()));
    if (!left.isNegative()) {
      return Optional.of(left.plusMillis(1));
    }
    if (!outbox.isPublished(shard, job.revision())) {
      return Optional.of(UNPUBLISHED);
    }
    // The data goes first: what is left after a crash is a job that is removed again.
    removeData(job.key());
    if (store.delete(shard, job)) {
      LOG.infof("Job removed job=%s tenant=%s", job.key().id(), job.key().tenant());
    }
    return Optional.empty();
  }

  private void removeData(JobKey key) {
    try {
      data.removeJob(key.tenant(), key.id());
    } catch (IOException e) {
      throw new UncheckedIOException("data of job " + key.id() + " not removed", e);
    }
  }
}
