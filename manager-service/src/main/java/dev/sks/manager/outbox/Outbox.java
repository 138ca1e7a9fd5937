package dev.sks.manager.outbox;

import dev.sks.contract.JobStateChanged;
import dev.sks.contract.Topics;
import dev.sks.manager.bus.Bus;
import dev.sks.manager.etcd.Etcd;
import dev.sks.manager.etcd.EtcdUnavailableException;
import dev.sks.manager.etcd.Keys;
import dev.sks.manager.jobs.JobFeed;
import dev.sks.manager.jobs.JobKey;
import dev.sks.manager.jobs.JobListener;
import dev.sks.manager.jobs.JobStore;
import dev.sks.manager.jobs.VersionedJob;
import dev.sks.manager.shards.FencedWrites;
import dev.sks.manager.shards.OwnedShard;
import dev.sks.manager.shards.ShardLostException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Publishes the changes of owned shards, in order for each job and at least once.
 *
 * <p>Each shard remembers in etcd the revision up to which Kafka has everything; a new owner goes
 * on from there. Changes made while nobody owned the shard are published as the job's newest
 * generation alone: its history holds those in between.
 */
@ApplicationScoped
public class Outbox implements JobListener {

  private static final Logger LOG = Logger.getLogger(Outbox.class);
  private static final long SAVE_MILLIS = 500;

  private final Etcd etcd;
  private final JobStore store;
  private final FencedWrites writes;
  private final Bus bus;
  private final JobFeed feed;
  private final Map<OwnedShard, ShardOutbox> shards = new HashMap<>();
  private final ScheduledExecutorService saver =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "sks-outbox"));

  public Outbox(Etcd etcd, JobStore store, FencedWrites writes, Bus bus, JobFeed feed) {
    this.etcd = etcd;
    this.store = store;
    this.writes = writes;
    this.bus = bus;
    this.feed = feed;
    saver.scheduleWithFixedDelay(this::saveAll, SAVE_MILLIS, SAVE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Whether Kafka has everything of the shard up to this revision, for sure. */
  public synchronized boolean isPublished(OwnedShard shard, long revision) {
    ShardOutbox outbox = shards.get(shard);
    return outbox != null && outbox.position() >= revision;
  }

  @Override
  public void opened(OwnedShard shard) {
    long position =
        etcd.get(Keys.published(shard.number()))
            .map(entry -> Long.parseLong(entry.getValue().toString()))
            .orElse(0L);
    synchronized (this) {
      shards.put(shard, new ShardOutbox(position));
    }
  }

  @Override
  public void changed(OwnedShard shard, VersionedJob job) {
    if (isNews(shard, job)) {
      store
          .submission(job.key())
          .map(
              submission ->
                  new JobStateChanged(
                      job.key().id(),
                      job.key().tenant(),
                      submission.submittedBy(),
                      submission.submittedAt(),
                      submission.spec(),
                      job.lifecycle().toStatus()))
          .ifPresent(event -> publish(shard, job.revision(), event));
    }
  }

  private synchronized boolean isNews(OwnedShard shard, VersionedJob job) {
    return shards.get(shard).isNews(job.key(), job.lifecycle().generation(), job.revision());
  }

  private void publish(OwnedShard shard, long revision, JobStateChanged event) {
    var acknowledged = bus.send(Topics.JOB_EVENTS, event.job(), event);
    synchronized (this) {
      shards.get(shard).sent(revision, acknowledged);
    }
  }

  @Override
  public synchronized void removed(OwnedShard shard, JobKey key) {
    shards.get(shard).forget(key);
  }

  @Override
  public synchronized void caughtUp(OwnedShard shard, long revision) {
    shards.get(shard).caughtUp(revision);
  }

  @Override
  public synchronized void closed(OwnedShard shard) {
    shards.remove(shard);
  }

  private void saveAll() {
    List<OwnedShard> owned;
    synchronized (this) {
      owned = List.copyOf(shards.keySet());
    }
    for (OwnedShard shard : owned) {
      try {
        save(shard);
      } catch (EtcdUnavailableException | ShardLostException e) {
        LOG.debugf("Outbox position not saved shard=%d cause=%s", shard.number(), e.getMessage());
      } catch (RuntimeException e) {
        LOG.errorf(e, "Outbox position not saved shard=%d", shard.number());
      }
    }
  }

  private void save(OwnedShard shard) {
    long position;
    synchronized (this) {
      ShardOutbox outbox = shards.get(shard);
      if (outbox == null) {
        return;
      }
      outbox.advance();
      if (outbox.isBroken()) {
        LOG.warnf("Events not taken by Kafka: the shard is read again shard=%d", shard.number());
        feed.readAgain(shard);
        return;
      }
      if (!outbox.isUnsaved()) {
        return;
      }
      position = outbox.position();
    }
    var put = FencedWrites.put(Keys.published(shard.number()), Etcd.bytes(Long.toString(position)));
    writes.commit(Optional.of(shard), List.of(), List.of(put));
    synchronized (this) {
      ShardOutbox outbox = shards.get(shard);
      if (outbox != null) {
        outbox.markSaved(position);
      }
    }
  }

  @PreDestroy
  void stop() {
    saver.shutdownNow();
  }
}
