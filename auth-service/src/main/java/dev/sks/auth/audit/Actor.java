package dev.sks.auth.audit;

import dev.sks.contract.AuditEvent;

/**
 * Who makes a change, and from where. Stores ask for one, so that a change without is hard to
 * write.
 */
public record Actor(AuditEvent.Actor who, AuditEvent.Origin from) {

  /** SKS itself, such as by a schedule. */
  public static final Actor SYSTEM =
      new Actor(new AuditEvent.Actor(null, "system", null), new AuditEvent.Origin(null, null));

  /** Somebody from the same place, once it is known who. */
  public Actor as(String subject, String name) {
    return new Actor(new AuditEvent.Actor(subject, name, null), from);
  }

  /** For logs. */
  public String name() {
    return who.name();
  }
}
