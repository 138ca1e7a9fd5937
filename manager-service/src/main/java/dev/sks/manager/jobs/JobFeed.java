package dev.sks.manager.jobs;

import dev.sks.manager.etcd.Etcd;
import dev.sks.manager.etcd.EtcdUnavailableException;
import dev.sks.manager.etcd.Keys;
import dev.sks.manager.shards.OwnedShard;
import dev.sks.manager.shards.ShardListener;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.watch.WatchEvent;
import io.etcd.jetcd.watch.WatchResponse;
import io.quarkus.arc.All;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Reads the jobs of owned shards and follows their changes; reads again when the watch broke. */
@ApplicationScoped
public class JobFeed implements ShardListener {

  private static final Logger LOG = Logger.getLogger(JobFeed.class);
  private static final long REOPEN_MILLIS = 1000;

  /** Everything is looked at again now and then, should a change ever have been missed. */
  private static final long RESYNC_MINUTES = 10;

  private final Etcd etcd;
  private final JobStore store;
  private final List<JobListener> listeners;
  private final Map<OwnedShard, Watch.Watcher> watchers = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "sks-job-feed"));

  public JobFeed(Etcd etcd, JobStore store, @All List<JobListener> listeners) {
    this.etcd = etcd;
    this.store = store;
    this.listeners = listeners;
    thread.scheduleWithFixedDelay(
        () -> List.copyOf(watchers.keySet()).forEach(this::open),
        RESYNC_MINUTES,
        RESYNC_MINUTES,
        TimeUnit.MINUTES);
  }

  @Override
  public void acquired(OwnedShard shard) {
    thread.execute(
        () -> {
          watchers.put(shard, null);
          open(shard);
        });
  }

  @Override
  public void lost(OwnedShard shard) {
    thread.execute(
        () -> {
          unwatch(shard);
          watchers.remove(shard);
          listeners.forEach(listener -> listener.closed(shard));
        });
  }

  /** Reads a shard from the start, because a listener lost its place. */
  public void readAgain(OwnedShard shard) {
    thread.execute(() -> open(shard));
  }

  private void open(OwnedShard shard) {
    if (!watchers.containsKey(shard)) {
      return;
    }
    try {
      unwatch(shard);
      listeners.forEach(listener -> listener.opened(shard));
      var listing = store.list(shard.number());
      listing.jobs().stream()
          .sorted(Comparator.comparingLong(VersionedJob::revision))
          .forEach(job -> listeners.forEach(listener -> listener.changed(shard, job)));
      listeners.forEach(listener -> listener.caughtUp(shard, listing.revision()));
      watchers.put(shard, watch(shard, listing.revision() + 1));
    } catch (EtcdUnavailableException e) {
      reopen(shard, e);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Jobs not read shard=%d", shard.number());
      reopen(shard, e);
    }
  }

  private void reopen(OwnedShard shard, Throwable cause) {
    LOG.infof("Jobs will be read again shard=%d cause=%s", shard.number(), cause.getMessage());
    thread.schedule(() -> open(shard), REOPEN_MILLIS, TimeUnit.MILLISECONDS);
  }

  private Watch.Watcher watch(OwnedShard shard, long from) {
    return etcd.watch(
        Keys.jobs(shard.number()),
        from,
        Watch.listener(
            response -> thread.execute(() -> tell(shard, response)),
            broken -> thread.execute(() -> reopen(shard, broken))));
  }

  private void tell(OwnedShard shard, WatchResponse response) {
    if (watchers.get(shard) == null) {
      return;
    }
    try {
      response.getEvents().forEach(event -> tell(shard, event));
      // Not the header's revision: behind a long backlog it is ahead of the events.
      response.getEvents().stream()
          .mapToLong(event -> event.getKeyValue().getModRevision())
          .max()
          .ifPresent(last -> listeners.forEach(listener -> listener.caughtUp(shard, last)));
    } catch (RuntimeException e) {
      reopen(shard, e);
    }
  }

  private void tell(OwnedShard shard, WatchEvent event) {
    var entry = event.getKeyValue();
    if (event.getEventType() == WatchEvent.EventType.PUT) {
      VersionedJob.of(entry)
          .ifPresent(job -> listeners.forEach(listener -> listener.changed(shard, job)));
    } else {
      JobKey.ofStatus(entry.getKey().toString())
          .ifPresent(key -> listeners.forEach(listener -> listener.removed(shard, key)));
    }
  }

  private void unwatch(OwnedShard shard) {
    Watch.Watcher watcher = watchers.put(shard, null);
    if (watcher != null) {
      watcher.close();
    }
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }
}
