package dev.sks.auth.identities;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of who a user is at a provider. */
@Entity
@Table(name = "foreign_identities")
class ForeignIdentity {

  @Id UUID id;

  @Column(name = "user_id")
  UUID userId;

  /** The provider's id at that time; what counts is the issuer. */
  String provider;

  String issuer;

  String subject;

  String name;

  @Column(name = "linked_at")
  Instant linkedAt;
}
