package dev.sks.manager.tenants;

import dev.sks.contract.TenantState;
import dev.sks.manager.data.DataStore;
import dev.sks.manager.jobs.JobStore;
import dev.sks.manager.jobs.VersionedJob;
import dev.sks.manager.shards.OwnedShard;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Brings one tenant to where its state says. A deleted one keeps all it has for a time of grace;
 * then its jobs are cancelled, its space goes with the pods that use the data, and last the data.
 */
final class TenantReconciler {

  private static final Logger LOG = Logger.getLogger(TenantReconciler.class);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  /** A change of mind in the last moment has this long to arrive. */
  private static final Duration LATE_NEWS = Duration.ofSeconds(5);

  private final TenantSpace space;
  private final TenantStates states;
  private final TenantObstacles obstacles;
  private final JobStore jobs;
  private final DataStore data;
  private final Duration grace;
  private final Clock clock;

  TenantReconciler(
      TenantSpace space,
      TenantStates states,
      TenantObstacles obstacles,
      JobStore jobs,
      DataStore data,
      Duration grace,
      Clock clock) {
    this.space = space;
    this.states = states;
    this.obstacles = obstacles;
    this.jobs = jobs;
    this.data = data;
    this.grace = grace;
    this.clock = clock;
  }

  /** Says when to look again without being told of a change. */
  Optional<Duration> look(OwnedShard shard, TenantState tenant) throws IOException {
    if (!tenant.deleted()) {
      return keep(tenant, Optional.empty());
    }
    Instant end = Optional.ofNullable(tenant.deletedAt()).orElseGet(clock::instant).plus(grace);
    Duration left = Duration.between(clock.instant(), end);
    if (left.isNegative() || left.isZero()) {
      return remove(shard, tenant, end);
    }
    Optional<Duration> sooner = keep(tenant, Optional.of(end));
    return Optional.of(sooner.filter(wait -> wait.compareTo(left) < 0).orElse(left));
  }

  private Optional<Duration> keep(TenantState tenant, Optional<Instant> end) throws IOException {
    data.openTenant(tenant.name());
    try {
      space.keep(tenant, end);
    } catch (ObstacleException e) {
      obstacles.put(tenant.name(), e.getMessage());
      return Optional.of(LOOK_AGAIN);
    }
    obstacles.clear(tenant.name());
    return Optional.empty();
  }

  private Optional<Duration> remove(OwnedShard shard, TenantState tenant, Instant end)
      throws IOException {
    obstacles.forget(tenant.name());
    if (!states.isKnown(end.plus(LATE_NEWS))
        || !haveEnded(shard, jobs.unfinished(tenant.name()))
        || !space.remove(tenant)) {
      return Optional.of(SOON);
    }
    if (data.removeTenant(tenant.name())) {
      LOG.infof("Deleted tenant's data are gone tenant=%s", tenant.name());
    }
    return Optional.empty();
  }

  /** Cancels those that have not. */
  private boolean haveEnded(OwnedShard shard, List<VersionedJob> unfinished) {
    for (VersionedJob job : unfinished) {
      jobs.transition(shard, job, lifecycle -> lifecycle.phase().cancel("the tenant was deleted"));
    }
    return unfinished.isEmpty();
  }
}
