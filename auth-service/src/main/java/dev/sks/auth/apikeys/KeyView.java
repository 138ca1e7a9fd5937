package dev.sks.auth.apikeys;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A key as its owner sees it.
 *
 * @param secret only in the answer that creates the key
 * @param lastUsedAt when it last gave tokens, to the minute; absent if it never did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyView(
    String id,
    String name,
    String tenant,
    String secret,
    Instant createdAt,
    Instant expiresAt,
    Instant lastUsedAt) {

  static KeyView of(ApiKey key) {
    return new KeyView(
        key.id, key.name, key.tenant, null, key.createdAt, key.expiresAt, key.lastUsedAt);
  }

  KeyView with(String shown) {
    return new KeyView(id, name, tenant, shown, createdAt, expiresAt, lastUsedAt);
  }
}
