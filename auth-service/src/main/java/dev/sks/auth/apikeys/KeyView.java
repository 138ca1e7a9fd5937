package dev.sks.auth.apikeys;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A key as its owner sees it.
 *
 * @param secret only in the answer that creates the key
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyView(String id, String name, String tenant, String secret, Instant createdAt) {

  static KeyView of(ApiKey key) {
    return new KeyView(key.id, key.name, key.tenant, null, key.createdAt);
  }

  KeyView with(String shown) {
    return new KeyView(id, name, tenant, shown, createdAt);
  }
}
