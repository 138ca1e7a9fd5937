package dev.sks.auth.tenants;

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
}
