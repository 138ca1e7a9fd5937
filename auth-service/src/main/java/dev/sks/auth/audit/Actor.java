package dev.sks.auth.audit;

import dev.sks.contract.AuditEvent;

/**
 * Who makes a change, and from where. Stores ask for one, so that a change without is hard to
 * write.
 */
public record Actor(AuditEvent.Actor who, AuditEvent.Origin from) {

  /** SKS itself, such as by a schedule. */
  public static final Actor SYSTEM =
      new Actor(known(null, "system"), new AuditEvent.Origin(null, null));

  /** Somebody who has no token. */
  static AuditEvent.Actor known(String subject, String name) {
    return new AuditEvent.Actor(subject, name, null, null, null);
  }

  /** Somebody from the same place, once it is known who. */
  public Actor as(String subject, String name) {
    return new Actor(known(subject, name), from);
  }

  /** For logs. */
  public String name() {
    return who.name();
  }
}
