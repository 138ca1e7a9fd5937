package dev.sks.manager.launch.kubernetes;

import dev.sks.contract.JobSpec;
import dev.sks.contract.MapReduceSpec;
import dev.sks.contract.Problem;
import dev.sks.contract.TenantState;
import dev.sks.manager.admission.Capacity;
import dev.sks.manager.tenants.TenantNamespaces;
import dev.sks.manager.tenants.TenantStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.util.Optional;

/** The quota of a tenant's namespace. Where all share one, no tenant has a quota of its own. */
@ApplicationScoped
@Typed(TenantCapacity.class)
public class TenantCapacity implements Capacity {

  private final TenantStates tenants;
  private final TenantNamespaces namespaces;
  private final Footprints footprints;

  TenantCapacity(TenantStates tenants, TenantNamespaces namespaces, Footprints footprints) {
    this.tenants = tenants;
    this.namespaces = namespaces;
    this.footprints = footprints;
  }

  @Override
  public Optional<Problem> shortage(String tenant, JobSpec spec) {
    return namespaces.isShared()
        ? Optional.empty()
        : tenants
            .find(tenant)
            .map(TenantState::quota)
            .flatMap(quota -> footprints.shortage((MapReduceSpec) spec, quota));
  }
}
