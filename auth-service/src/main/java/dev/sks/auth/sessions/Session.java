package dev.sks.auth.sessions;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of a session: a family of refresh tokens. */
@Entity
@Table(name = "sessions")
class Session {

  @Id UUID id;

  @Column(name = "user_id")
  UUID userId;

  String tenant;

  /** The OAuth client, or null. */
  @Column(name = "client_id")
  String clientId;

  String scope;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  @Column(name = "revoked_at")
  Instant revokedAt;
}
