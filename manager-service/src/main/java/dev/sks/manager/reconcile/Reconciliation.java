package dev.sks.manager.reconcile;

import dev.sks.manager.etcd.EtcdUnavailableException;
import dev.sks.manager.jobs.JobKey;
import dev.sks.manager.jobs.JobListener;
import dev.sks.manager.jobs.VersionedJob;
import dev.sks.manager.launch.Launcher;
import dev.sks.manager.launch.UnobservableException;
import dev.sks.manager.queue.WorkQueue;
import dev.sks.manager.shards.OwnedShard;
import dev.sks.manager.shards.ShardLostException;
import dev.sks.manager.shards.ShardOwnership;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Feeds the work queue and works it off. */
@ApplicationScoped
public class Reconciliation implements JobListener {

  private static final Logger LOG = Logger.getLogger(Reconciliation.class);

  private final JobReconciler reconciler;
  private final ShardOwnership ownership;
  private final Launcher launcher;
  private final WorkQueue<JobKey> queue;
  private final int threads;
  private final ExecutorService workers;
  private Set<JobKey> reading = new LinkedHashSet<>();

  public Reconciliation(
      JobReconciler reconciler,
      ShardOwnership ownership,
      Launcher launcher,
      Clock clock,
      @ConfigProperty(name = "sks.manager.reconcile-threads") int threads) {
    this.reconciler = reconciler;
    this.ownership = ownership;
    this.launcher = launcher;
    this.queue = new WorkQueue<>(clock);
    this.threads = threads;
    this.workers = Executors.newFixedThreadPool(threads);
  }

  void start(@Observes StartupEvent event) {
    launcher.onChange(attempt -> queue.offer(new JobKey(attempt.tenant(), attempt.job())));
    for (int i = 0; i < threads; i++) {
      workers.execute(this::work);
    }
  }

  /** Until a shard is read whole, its jobs are only counted: one that runs keeps its slot. */
  @Override
  public void opened(OwnedShard shard) {
    reading = new LinkedHashSet<>();
  }

  @Override
  public void changed(OwnedShard shard, VersionedJob job) {
    reconciler.hold(job);
    reading.add(job.key());
  }

  @Override
  public void caughtUp(OwnedShard shard, long revision) {
    reading.forEach(queue::offer);
    reading.clear();
  }

  @Override
  public void removed(OwnedShard shard, JobKey key) {
    queue.offer(key);
  }

  @Override
  public void closed(OwnedShard shard) {
    reconciler.drop(shard).forEach(queue::offer);
  }

  private void work() {
    try {
      while (true) {
        work(queue.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(JobKey key) {
    try {
      Optional<OwnedShard> shard = ownership.find(key.shard());
      if (shard.isPresent()) {
        var look = reconciler.look(shard.get(), key);
        look.again().ifPresent(delay -> queue.offer(key, delay));
        look.others().forEach(queue::offer);
      }
      queue.done(key);
    } catch (ShardLostException e) {
      LOG.infof("Job left to its new owner job=%s", key.id());
      reconciler.drop(key).forEach(queue::offer);
      queue.done(key);
    } catch (EtcdUnavailableException | UnobservableException e) {
      LOG.debugf("Job not reconciled job=%s cause=%s", key.id(), e.getMessage());
      queue.failed(key);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Job not reconciled job=%s tenant=%s", key.id(), key.tenant());
      queue.failed(key);
    }
  }

  @PreDestroy
  void stop() {
    workers.shutdownNow();
  }
}
