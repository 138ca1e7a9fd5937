package dev.sks.manager.tenants;

import dev.sks.contract.TenantQuota;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.util.List;
import java.util.Map;

/** How much a tenant's pods may use, together and each. */
final class TenantBounds {

  private static final String NAME = "sks-tenant";
  private static final Quantity NONE = new Quantity("0");

  private TenantBounds() {}

  /**
   * @param podStorage most of a node's disk that a pod may take
   */
  static List<HasMetadata> of(Stamp stamp, TenantQuota quota, Quantity podStorage) {
    return List.of(together(stamp, quota, podStorage), each(stamp, quota, podStorage));
  }

  private static ResourceQuota together(Stamp stamp, TenantQuota quota, Quantity podStorage) {
    return new ResourceQuotaBuilder()
        .withMetadata(stamp.in(NAME))
        .withNewSpec()
        .withHard(
            Map.of(
                "requests.cpu", new Quantity(quota.cpu()),
                "requests.memory", new Quantity(quota.memory()),
                "limits.memory", new Quantity(quota.memory()),
                "requests.ephemeral-storage", podStorage.multiply(quota.pods()),
                "pods", new Quantity(Integer.toString(quota.pods())),
                "services.loadbalancers", NONE,
                "services.nodeports", NONE))
        .endSpec()
        .build();
  }

  /** The quota refuses pods that don't say what they need: this says it for them. */
  private static LimitRange each(Stamp stamp, TenantQuota quota, Quantity podStorage) {
    return new LimitRangeBuilder()
        .withMetadata(stamp.in(NAME))
        .withNewSpec()
        .addNewLimit()
        .withType("Container")
        .withDefaultRequest(
            Map.of(
                "cpu", new Quantity("100m"),
                "memory", new Quantity("256Mi"),
                "ephemeral-storage", new Quantity("256Mi")))
        .withDefault(Map.of("memory", new Quantity("256Mi"), "ephemeral-storage", podStorage))
        .withMax(Map.of("memory", new Quantity(quota.memory()), "ephemeral-storage", podStorage))
        .endLimit()
        .endSpec()
        .build();
  }
}
