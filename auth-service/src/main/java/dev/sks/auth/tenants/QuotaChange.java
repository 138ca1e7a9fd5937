package dev.sks.auth.tenants;

import dev.sks.contract.TenantQuota;

/**
 * What of a quota is to change; null leaves it.
 *
 * @param cpu cores, as a Kubernetes quantity
 * @param memory bytes, as a Kubernetes quantity
 */
public record QuotaChange(String cpu, String memory, Integer pods) {

  TenantQuota on(TenantQuota before) {
    return new TenantQuota(
        cpu == null ? before.cpu() : cpu,
        memory == null ? before.memory() : memory,
        pods == null ? before.pods() : pods);
  }
}
