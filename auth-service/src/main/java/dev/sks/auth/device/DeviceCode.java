package dev.sks.auth.device;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of a device that waits to be let in. */
@Entity
@Table(name = "device_codes")
class DeviceCode {

  /** SHA-256. */
  @Id byte[] hash;

  /** As people type it, without the dash. */
  @Column(name = "user_code")
  String userCode;

  @Column(name = "client_id")
  String clientId;

  String scope;

  /** Whose devices have a limit together. */
  String network;

  /** As people read it. */
  String address;

  @Column(name = "asked_at")
  Instant askedAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  @Column(name = "poll_after")
  Instant pollAfter;

  @Column(name = "poll_seconds")
  int pollSeconds;

  boolean denied;

  /** The session it was given, or null. */
  @Column(name = "session_id")
  UUID sessionId;
}
