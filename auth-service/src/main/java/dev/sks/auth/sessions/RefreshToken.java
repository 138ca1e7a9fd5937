package dev.sks.auth.sessions;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of a refresh token; the token itself is only with its holder. */
@Entity
@Table(name = "refresh_tokens")
class RefreshToken {

  /** SHA-256. */
  @Id byte[] hash;

  @Column(name = "session_id")
  UUID sessionId;

  /** What the access token given with it is for. */
  String tenant;

  @Column(name = "issued_at")
  Instant issuedAt;

  /** When it was first exchanged for another, or null. */
  @Column(name = "used_at")
  Instant usedAt;

  /** The hash of the one it was given for, or null. */
  byte[] parent;

  /** Whether one that was given for it has been used: its holder got it, and needs no grace. */
  boolean superseded;
}
