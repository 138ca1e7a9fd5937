package dev.sks.manager.tenants;

import dev.sks.contract.Shards;
import dev.sks.contract.TenantState;
import dev.sks.manager.data.DataStore;
import dev.sks.manager.etcd.EtcdUnavailableException;
import dev.sks.manager.jobs.JobStore;
import dev.sks.manager.launch.LauncherKind;
import dev.sks.manager.queue.WorkQueue;
import dev.sks.manager.shards.OwnedShard;
import dev.sks.manager.shards.ShardListener;
import dev.sks.manager.shards.ShardLostException;
import dev.sks.manager.shards.ShardOwnership;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Feeds the work queue and works it off, in a cluster only. Every manager reads all tenants; the
 * owner of a tenant's shard acts.
 */
@ApplicationScoped
public class TenantReconciliation implements ShardListener {

  private static final Logger LOG = Logger.getLogger(TenantReconciliation.class);
  private static final Duration NOT_YET = Duration.ofMillis(200);

  /** Each pod of a tenant changes the status of its quota: many hints make one look. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private static final int THREADS = 4;

  private final boolean active;
  private final TenantStates states;
  private final TenantSpace space;
  private final TenantObstacles obstacles;
  private final TenantReconciler reconciler;
  private final ShardOwnership ownership;
  private final WorkQueue<String> queue;
  private final ExecutorService workers = Executors.newFixedThreadPool(THREADS);

  public TenantReconciliation(
      @ConfigProperty(name = "sks.launcher") LauncherKind launcher,
      TenantSettings settings,
      TenantNamespaces namespaces,
      OwnSpaces own,
      SharedSpace shared,
      TenantStates states,
      TenantObstacles obstacles,
      JobStore jobs,
      DataStore data,
      ShardOwnership ownership,
      Clock clock) {
    this.active = launcher == LauncherKind.KUBERNETES;
    this.states = states;
    this.space = namespaces.isShared() ? shared : own;
    this.obstacles = obstacles;
    this.reconciler =
        new TenantReconciler(space, states, obstacles, jobs, data, settings.grace(), clock);
    this.ownership = ownership;
    this.queue = new WorkQueue<>(clock);
  }

  void start(@Observes StartupEvent event) throws IOException {
    if (active) {
      space.open(tenant -> queue.offer(tenant, SOON), this::offerAll);
      states.start(queue::offer, this::offerAll);
      for (int i = 0; i < THREADS; i++) {
        workers.execute(this::work);
      }
    }
  }

  @Override
  public void acquired(OwnedShard shard) {
    offerAll(shard);
  }

  /** What is another manager's now is looked at once more, to be forgotten. */
  @Override
  public void lost(OwnedShard shard) {
    offerAll(shard);
  }

  private void offerAll(OwnedShard shard) {
    states.all().stream()
        .map(TenantState::name)
        .filter(tenant -> Shards.of(tenant) == shard.number())
        .forEach(queue::offer);
  }

  private void offerAll() {
    states.all().forEach(state -> queue.offer(state.name()));
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

  private void work(String tenant) {
    try {
      look(tenant).ifPresent(delay -> queue.offer(tenant, delay));
      queue.done(tenant);
    } catch (KubernetesClientException | EtcdUnavailableException | ShardLostException e) {
      LOG.warnf("Tenant not reconciled tenant=%s cause=%s", tenant, e.getMessage());
      queue.failed(tenant);
    } catch (IOException | RuntimeException e) {
      LOG.errorf(e, "Tenant not reconciled tenant=%s", tenant);
      queue.failed(tenant);
    }
  }

  private Optional<Duration> look(String tenant) throws IOException {
    Optional<TenantState> state = states.find(tenant);
    Optional<OwnedShard> shard = ownership.find(Shards.of(tenant));
    if (state.isEmpty() || shard.isEmpty()) {
      obstacles.forget(tenant);
      return Optional.empty();
    }
    return states.isRead() && space.isSeen()
        ? reconciler.look(shard.get(), state.get())
        : Optional.of(NOT_YET);
  }

  @PreDestroy
  void stop() {
    workers.shutdownNow();
  }
}
