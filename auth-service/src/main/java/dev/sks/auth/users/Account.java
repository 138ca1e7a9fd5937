package dev.sks.auth.users;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A user as administrators see it.
 *
 * @param role in the tenant; absent of a user who is in no tenant any more
 * @param oneTimeSecret only in the answer that creates a user without a password
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Account(
    UUID id,
    String name,
    String tenant,
    String role,
    boolean disabled,
    Instant createdAt,
    String oneTimeSecret) {

  Account(UUID id, String name, String tenant, String role, boolean disabled, Instant createdAt) {
    this(id, name, tenant, role, disabled, createdAt, null);
  }

  Account with(String secret) {
    return new Account(id, name, tenant, role, disabled, createdAt, secret);
  }
}
