package dev.sks.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sks.cli.client.Json;
import java.time.Instant;

/**
 * A sign-in at one server, as it is kept. Texts are empty where there is nothing.
 *
 * @param name user's name, or the API key's id
 * @param refreshToken of a session
 * @param keySecret of an API key, which has no refresh token
 */
record Login(
    String name,
    String tenant,
    String accessToken,
    Instant expiresAt,
    String refreshToken,
    String keySecret) {

  private static final long EARLY_SECONDS = 20;

  static Login of(JsonNode kept) {
    return new Login(
        Json.text(kept, "name"),
        Json.text(kept, "tenant"),
        Json.text(kept, "accessToken"),
        Instant.ofEpochSecond(kept.path("expiresAt").asLong()),
        Json.text(kept, "refreshToken"),
        Json.text(kept, "keySecret"));
  }

  ObjectNode toJson() {
    return Json.object()
        .put("name", name)
        .put("tenant", tenant)
        .put("accessToken", accessToken)
        .put("expiresAt", expiresAt.getEpochSecond())
        .put("refreshToken", refreshToken)
        .put("keySecret", keySecret);
  }

  boolean isFresh(Instant now) {
    return now.plusSeconds(EARLY_SECONDS).isBefore(expiresAt);
  }

  boolean isKey() {
    return !keySecret.isEmpty();
  }

  @Override
  public String toString() {
    return "Login[name=" + name + ", tenant=" + tenant + "]";
  }
}
