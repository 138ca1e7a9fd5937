package dev.sks.auth.tenants;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sks.contract.TenantQuota;
import java.time.Duration;
import java.time.Instant;

/**
 * A tenant as people see it.
 *
 * @param generation grows with every change; the entity tag
 * @param deletedAt only of a deleted one
 * @param restorableUntil only of a deleted one: what it has goes then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantView(
    String name,
    long generation,
    TenantQuota quota,
    boolean deleted,
    Instant createdAt,
    Instant deletedAt,
    Instant restorableUntil) {

  static TenantView of(Tenant tenant, Duration grace) {
    return new TenantView(
        tenant.name,
        tenant.generation,
        tenant.quota(),
        tenant.deleted,
        tenant.createdAt,
        tenant.deletedAt,
        tenant.deletedAt == null ? null : tenant.deletedAt.plus(grace));
  }

  String etag() {
    return "\"" + generation + "\"";
  }
}
