package dev.sks.auth.audit;

import dev.sks.contract.AuditEvent;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of an event, with what it is found by. The database puts it into the outbox. */
@Entity
@Table(name = "audit_events")
class AuditRow {

  @Id String id;

  Instant at;

  String actor;

  String action;

  String target;

  /** Null if it is about none. */
  String tenant;

  /** An {@link AuditEvent} as JSON. */
  String event;

  static AuditRow of(AuditEvent event, String json) {
    var row = new AuditRow();
    row.id = event.id();
    row.at = event.at();
    row.actor = event.actor().name();
    row.action = event.action();
    row.target = event.target().name();
    row.tenant = event.tenant();
    row.event = json;
    return row;
  }
}
