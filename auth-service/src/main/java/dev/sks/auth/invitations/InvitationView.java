package dev.sks.auth.invitations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * An invitation as those who may make one see it.
 *
 * @param code only in the answer that creates it
 * @param tenant absent if it is to a tenant of the invited's own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvitationView(
    String id, String code, String tenant, String role, Instant createdAt, Instant expiresAt) {

  static InvitationView of(Invitation row) {
    return new InvitationView(row.id, null, row.tenant, row.role, row.createdAt, row.expiresAt);
  }

  InvitationView with(String shown) {
    return new InvitationView(id, shown, tenant, role, createdAt, expiresAt);
  }
}
