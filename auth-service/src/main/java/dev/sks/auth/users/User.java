package dev.sks.auth.users;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of a user. */
@Entity
@Table(name = "users")
class User {

  @Id UUID id;

  String name;

  /** A PHC string, or empty if the user has no password. */
  @Column(name = "password_hash")
  String passwordHash;

  /** Whether the password is a secret that must be replaced at the first sign-in. */
  @Column(name = "one_time")
  boolean oneTime;

  /** When it can't be replaced any more, or null. */
  @Column(name = "one_time_until")
  Instant oneTimeUntil;

  boolean disabled;

  /** The tenant a sign-in is for when it names none. */
  String tenant;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "signed_in_at")
  Instant signedInAt;
}
