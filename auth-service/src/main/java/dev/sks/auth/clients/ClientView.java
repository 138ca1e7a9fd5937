package dev.sks.auth.clients;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * A client as administrators see it.
 *
 * @param secret only in the answer that registers a confidential client
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClientView(
    String id,
    String name,
    List<String> redirectUris,
    boolean device,
    boolean confidential,
    Instant createdAt,
    String secret) {

  static ClientView of(RegisteredClient client) {
    return new ClientView(
        client.id,
        client.name,
        client.redirectUris(),
        client.device,
        !client.isPublic(),
        client.createdAt,
        null);
  }

  ClientView with(String shown) {
    return new ClientView(id, name, redirectUris, device, confidential, createdAt, shown);
  }
}
