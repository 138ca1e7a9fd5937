package dev.sks.auth.invitations;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of an invitation nobody has redeemed. */
@Entity
@Table(name = "invitations")
class Invitation {

  @Id String id;

  /** SHA-256. */
  @Column(name = "code_hash")
  byte[] codeHash;

  /** Or null: one of the invited's own. */
  String tenant;

  String role;

  @Column(name = "invited_by")
  UUID invitedBy;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;
}
