package dev.sks.auth.apikeys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of an API key; the secret itself is only with its holder. */
@Entity
@Table(name = "api_keys")
class ApiKey {

  @Id String id;

  @Column(name = "user_id")
  UUID userId;

  String tenant;

  String name;

  /** SHA-256. */
  @Column(name = "secret_hash")
  byte[] secretHash;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  /** To the minute, or null. */
  @Column(name = "last_used_at")
  Instant lastUsedAt;
}
