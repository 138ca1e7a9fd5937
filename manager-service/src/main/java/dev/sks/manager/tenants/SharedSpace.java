package dev.sks.manager.tenants;

import dev.sks.contract.TenantState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One namespace for all: what is in it came with the product, and a tenant has only its pods. */
@ApplicationScoped
class SharedSpace implements TenantSpace {

  private final String home;
  private final KubernetesClient client;

  SharedSpace(TenantNamespaces namespaces, KubernetesClient client) {
    this.home = namespaces.home();
    this.client = client;
  }

  @Override
  public void open(Consumer<String> changed, Runnable allChanged) {}

  @Override
  public boolean isSeen() {
    return true;
  }

  @Override
  public void keep(TenantState tenant, Optional<Instant> end) {}

  @Override
  public boolean remove(TenantState tenant) {
    var labels = new Stamp(tenant.name(), home, home).labels();
    List<Pod> left = client.pods().inNamespace(home).withLabels(labels).list().getItems();
    left.stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .forEach(pod -> client.resource(pod).delete());
    return left.isEmpty();
  }
}
