package dev.sks.auth.revocations;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of the outbox. */
@Entity
@Table(name = "revocation_outbox")
class Revocation {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  String session;

  Instant at;
}
