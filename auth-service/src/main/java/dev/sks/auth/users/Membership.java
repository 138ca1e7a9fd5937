package dev.sks.auth.users;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** A row of a user's role in a tenant. */
@Entity
@Table(name = "memberships")
@IdClass(Membership.Key.class)
class Membership {

  /** Who, where. */
  record Key(UUID userId, String tenant) implements Serializable {}

  @Id
  @Column(name = "user_id")
  UUID userId;

  @Id String tenant;

  /** A word of {@link Role}. */
  String role;

  Instant since;
}
