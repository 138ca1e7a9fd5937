package dev.sks.contract;

import java.time.Instant;

/**
 * The whole state of a tenant.
 *
 * @param name RFC 1123 label
 * @param generation grows with every change
 * @param deleted whether the tenant is gone; its data follow after the manager's grace time
 * @param deletedAt when it went, or null
 * @param quota what all its pods together may use
 */
public record TenantState(
    String name, long generation, boolean deleted, Instant deletedAt, TenantQuota quota) {

  public TenantState {
    quota = quota == null ? TenantQuota.DEFAULT : quota;
  }
}
