package dev.sks.auth.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of the outbox. */
@Entity
@Table(name = "audit_outbox")
class Unpublished {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  /** The record's key. */
  String tenant;

  /** A {@link dev.sks.contract.AuditEvent} as JSON. */
  String event;
}
