package dev.sks.manager.tenants;

import dev.sks.contract.TenantState;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * What keeps tenants from being as they should, in words for people. It makes no manager unready:
 * the other tenants have their jobs.
 */
@Default
@Readiness
@ApplicationScoped
public class TenantObstacles implements HealthCheck {

  private static final Logger LOG = Logger.getLogger(TenantObstacles.class);
  private static final int MOST_SHOWN = 20;

  private final TenantStates states;
  private final Map<String, String> obstacles = new ConcurrentHashMap<>();

  public TenantObstacles(TenantStates states, MeterRegistry metrics) {
    this.states = states;
    metrics.gaugeMapSize("sks.tenants.obstructed", List.of(), obstacles);
  }

  /** Why the tenant's jobs can't start now, if anything is known to be in the way. */
  public Optional<String> of(String tenant) {
    return states.find(tenant).filter(TenantState::deleted).isPresent()
        ? Optional.of("the tenant was deleted")
        : Optional.ofNullable(obstacles.get(tenant));
  }

  void put(String tenant, String obstacle) {
    if (!obstacle.equals(obstacles.put(tenant, obstacle))) {
      LOG.warnf("Tenant is obstructed tenant=%s cause=%s", tenant, obstacle);
    }
  }

  void clear(String tenant) {
    if (obstacles.remove(tenant) != null) {
      LOG.infof("Tenant is obstructed no more tenant=%s", tenant);
    }
  }

  /** Nothing is said of it here any more, whether something is in its way or not. */
  void forget(String tenant) {
    obstacles.remove(tenant);
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("tenants").up();
    new TreeMap<>(obstacles)
        .entrySet().stream()
            .limit(MOST_SHOWN)
            .forEach(entry -> answer.withData(entry.getKey(), entry.getValue()));
    return answer.build();
  }
}
