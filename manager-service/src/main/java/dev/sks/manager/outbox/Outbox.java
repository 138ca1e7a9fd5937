package dev.sks.manager.outbox;

import dev.sks.contract.JobStateChanged;
import dev.sks.contract.Topics;
import dev.sks.manager.bus.Bus;
import dev.sks.manager.etcd.Etcd;
import dev.sks.manager.etcd.Keys;
import dev.sks.manager.jobs.JobFeed;
import dev.sks.manager.jobs.JobKey;
import dev.sks.manager.jobs.JobListener;
import dev.sks.manager.jobs.JobStore;
import dev.sks.manager.jobs.Submission;
import dev.sks.manager.jobs.VersionedJob;
import dev.sks.manager.shards.FencedWrites;
import dev.sks.manager.shards.OwnedShard;
import dev.sks.manager.shards.ShardLostException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
  private static final long READ_AGAIN_MILLIS = 1000;

  private final Etcd etcd;
  private final JobStore store;
  private final FencedWrites writes;
  private final Bus bus;
  private final JobFeed feed;
  private final Map<OwnedShard, ShardOutbox> shards = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "sks-outbox"));

  public Outbox(Etcd etcd, JobStore store, FencedWrites writes, Bus bus, JobFeed feed) {
    this.etcd = etcd;
    this.store = store;
    this.writes = writes;
    this.bus = bus;
    this.feed = feed;
    thread.scheduleWithFixedDelay(
        () -> shards.keySet().forEach(shard -> with(shard, outbox -> save(shard, outbox))),
        SAVE_MILLIS,
        SAVE_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  /** Whether Kafka has everything of the shard up to this revision, for sure. */
  public boolean isPublished(OwnedShard shard, long revision) {
    ShardOutbox outbox = shards.get(shard);
    return outbox != null && outbox.position() >= revision;
  }

  @Override
  public void opened(OwnedShard shard) {
    long position =
        etcd.get(Keys.published(shard.number()))
            .map(entry -> Long.parseLong(entry.getValue().toString()))
            .orElse(0L);
    thread.execute(() -> shards.put(shard, new ShardOutbox(position)));
  }

  @Override
  public void changed(OwnedShard shard, VersionedJob job) {
    thread.execute(() -> with(shard, outbox -> publish(outbox, job)));
  }

  @Override
  public void removed(OwnedShard shard, JobKey key) {
    thread.execute(() -> with(shard, outbox -> outbox.forget(key)));
  }

  @Override
  public void caughtUp(OwnedShard shard, long revision) {
    thread.execute(() -> with(shard, outbox -> outbox.caughtUp(revision)));
  }

  @Override
  public void closed(OwnedShard shard) {
    thread.execute(() -> shards.remove(shard));
  }

  /** On this room's own thread: a Kafka that is away holds nobody else up. */
  private void with(OwnedShard shard, Consumer<ShardOutbox> work) {
    ShardOutbox outbox = shards.get(shard);
    if (outbox == null) {
      return;
    }
    try {
      work.accept(outbox);
    } catch (ShardLostException e) {
      shards.remove(shard);
    } catch (RuntimeException e) {
      // What was not published is found again from the saved position.
      LOG.warnf("Events will be read again shard=%d cause=%s", shard.number(), e.getMessage());
      shards.remove(shard);
      thread.schedule(() -> feed.readAgain(shard), READ_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void publish(ShardOutbox outbox, VersionedJob job) {
    if (!outbox.isNews(job.key(), job.lifecycle().generation(), job.revision())) {
      return;
    }
    store
        .submission(job.key())
        .map(submission -> event(job, submission))
        .ifPresent(
            event -> outbox.sent(job.revision(), bus.send(Topics.JOB_EVENTS, event.job(), event)));
  }

  private static JobStateChanged event(VersionedJob job, Submission submission) {
    return new JobStateChanged(
        job.key().id(),
        job.key().tenant(),
        submission.submittedBy(),
        submission.submittedAt(),
        submission.spec(),
        job.lifecycle().toStatus());
  }

  private void save(OwnedShard shard, ShardOutbox outbox) {
    outbox.advance();
    long position = outbox.position();
    if (outbox.isUnsaved()) {
      var put =
          FencedWrites.put(Keys.published(shard.number()), Etcd.bytes(Long.toString(position)));
      writes.commit(Optional.of(shard), List.of(), List.of(put));
      outbox.markSaved(position);
    }
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }
}
