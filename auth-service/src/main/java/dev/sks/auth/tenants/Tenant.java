package dev.sks.auth.tenants;

import dev.sks.contract.TenantQuota;
import dev.sks.contract.TenantState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of a tenant. */
@Entity
@Table(name = "tenants")
class Tenant {

  @Id String name;

  long generation;

  boolean deleted;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "deleted_at")
  Instant deletedAt;

  String cpu;

  String memory;

  int pods;

  static Tenant of(String name, TenantQuota quota, Instant now) {
    var tenant = new Tenant();
    tenant.name = name;
    tenant.generation = 1;
    tenant.createdAt = now;
    tenant.setQuota(quota);
    return tenant;
  }

  TenantQuota quota() {
    return new TenantQuota(cpu, memory, pods);
  }

  void setQuota(TenantQuota quota) {
    cpu = quota.cpu();
    memory = quota.memory();
    pods = quota.pods();
  }

  TenantState state() {
    return new TenantState(name, generation, deleted, deletedAt, quota());
  }
}
