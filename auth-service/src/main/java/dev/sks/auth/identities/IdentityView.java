package dev.sks.auth.identities;

import java.time.Instant;
import java.util.UUID;

/**
 * An identity as its owner sees it.
 *
 * @param name as the provider showed it when it was linked
 */
public record IdentityView(
    UUID id, String provider, String issuer, String subject, String name, Instant linkedAt) {

  static IdentityView of(ForeignIdentity row) {
    return new IdentityView(row.id, row.provider, row.issuer, row.subject, row.name, row.linkedAt);
  }
}
