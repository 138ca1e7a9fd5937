package dev.sks.manager.launch;

import dev.sks.manager.admission.Capacity;
import dev.sks.manager.launch.kubernetes.TenantCapacity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** On this machine there are no quotas; in a cluster there are the tenants'. */
class CapacityChoice {

  @Produces
  @ApplicationScoped
  Capacity capacity(
      @ConfigProperty(name = "sks.launcher") LauncherKind kind,
      Instance<TenantCapacity> kubernetes) {
    return kind == LauncherKind.KUBERNETES ? kubernetes.get() : (tenant, spec) -> Optional.empty();
  }
}
