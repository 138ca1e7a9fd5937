package dev.sks.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * What all pods of a tenant together may use.
 *
 * @param cpu cores, as a Kubernetes quantity
 * @param memory bytes, as a Kubernetes quantity
 * @param pods how many at the same time
 */
public record TenantQuota(String cpu, String memory, int pods) {

  public static final TenantQuota DEFAULT = new TenantQuota(null, null, 0);

  private static final int MOST_PODS = 10_000;

  public TenantQuota {
    cpu = cpu == null ? "32" : cpu;
    memory = memory == null ? "128Gi" : memory;
    pods = pods == 0 ? 200 : pods;
  }

  /** What is wrong with it by itself; empty if nothing is. */
  public List<Violation> violations(String field) {
    var found = new ArrayList<Violation>();
    Resources.cpuViolation(field + ".cpu", cpu).ifPresent(found::add);
    Resources.memoryViolation(field + ".memory", memory).ifPresent(found::add);
    if (pods < 1 || pods > MOST_PODS) {
      found.add(new Violation(field + ".pods", "from 1 to " + MOST_PODS));
    }
    return List.copyOf(found);
  }
}
