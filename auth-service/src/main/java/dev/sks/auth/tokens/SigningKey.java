package dev.sks.auth.tokens;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of an RSA key: the public half in the clear (X.509), the private half wrapped. */
@Entity
@Table(name = "signing_keys")
class SigningKey {

  @Id String kid;

  @Column(name = "public_key")
  byte[] publicKey;

  @Column(name = "wrapped_private_key")
  byte[] wrappedPrivateKey;

  @Column(name = "created_at")
  Instant createdAt;

  /** Signs from here on, until the next one does. */
  @Column(name = "active_from")
  Instant activeFrom;
}
