package dev.sks.auth.tenants;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A state of a tenant that the bus has not got yet. */
@Entity
@Table(name = "tenant_outbox")
class OutboxEntry {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  String tenant;

  /** A {@link dev.sks.contract.TenantState} as JSON. */
  String state;
}
