package dev.sks.auth.authorize;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of a code; the code itself is only with its client. */
@Entity
@Table(name = "authorization_codes")
class AuthorizationCode {

  /** SHA-256. */
  @Id byte[] hash;

  @Column(name = "session_id")
  UUID sessionId;

  @Column(name = "client_id")
  String clientId;

  @Column(name = "redirect_uri")
  String redirectUri;

  @Column(name = "code_challenge")
  String codeChallenge;

  String nonce;

  @Column(name = "expires_at")
  Instant expiresAt;

  /** When it was exchanged, or refused, or null. */
  @Column(name = "used_at")
  Instant usedAt;
}
