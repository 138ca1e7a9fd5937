package dev.sks.manager.tenants;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The rule as it is configured. */
class TenantNamespacesSource {

  @Produces
  @Singleton
  TenantNamespaces namespaces(
      @ConfigProperty(name = "sks.cluster.tenant-namespaces") TenantNamespaces.Kind kind,
      @ConfigProperty(name = "sks.cluster.namespace") String home,
      @ConfigProperty(name = "sks.cluster.tenant-prefix") String prefix) {
    return new TenantNamespaces(kind, home, prefix);
  }
}
