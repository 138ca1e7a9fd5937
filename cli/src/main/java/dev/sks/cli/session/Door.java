package dev.sks.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sks.cli.client.Api;
import dev.sks.cli.client.Call;
import dev.sks.cli.client.Json;
import dev.sks.cli.client.Patience;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Where tokens are given out: sessions by password, and API keys (RFC 6749, section 4.4). */
final class Door {

  private final Api api;

  Door(Api api) {
    this.api = api;
  }

  /** Signs in; {@code newPassword} and {@code tenant} may be empty. */
  Login withPassword(String name, String password, String newPassword, String tenant) {
    ObjectNode body = Json.object().put("name", name).put("password", password);
    if (!newPassword.isEmpty()) {
      body.put("newPassword", newPassword);
    }
    if (!tenant.isEmpty()) {
      body.put("tenant", tenant);
    }
    return session(name, api.json(Call.json("POST", "/v1/sessions", body).anonymous()));
  }

  Login withKey(String id, String secret) {
    var basic = (id + ":" + secret).getBytes(StandardCharsets.UTF_8);
    Call call =
        Call.of("POST", "/oauth2/token")
            .with("Authorization", "Basic " + Base64.getEncoder().encodeToString(basic))
            .with("Content-Type", "application/x-www-form-urlencoded")
            .body(BodyPublishers.ofString("grant_type=client_credentials"))
            .anonymous();
    JsonNode tokens = api.json(call);
    return new Login(
        id,
        Json.text(tokens, "tenant"),
        Json.text(tokens, "access_token"),
        Instant.now().plusSeconds(tokens.path("expires_in").asLong()),
        "",
        secret);
  }

  /** The same login with a new access token; the refresh token rotates. */
  Login renewed(Login login) {
    if (login.isKey()) {
      return withKey(login.name(), login.keySecret());
    }
    // The server forgives a refresh token that comes twice within seconds: the answer may get lost.
    Call call =
        Call.json("POST", "/v1/sessions/refresh", refreshToken(login))
            .anonymous()
            .patience(Patience.SHORT);
    return session(login.name(), api.json(call));
  }

  /** The same login in another tenant; the refresh token rotates. */
  Login switched(Login login, String tenant) {
    Call call =
        Call.json("POST", "/v1/sessions/switch", refreshToken(login).put("tenant", tenant))
            .anonymous()
            .patience(Patience.SHORT);
    return session(login.name(), api.json(call));
  }

  void signOut(Login login) {
    if (!login.isKey()) {
      api.run(Call.json("POST", "/v1/sessions/sign-out", refreshToken(login)).anonymous());
    }
  }

  private static ObjectNode refreshToken(Login login) {
    return Json.object().put("refreshToken", login.refreshToken());
  }

  private static Login session(String name, JsonNode tokens) {
    return new Login(
        name,
        Json.text(tokens, "tenant"),
        Json.text(tokens, "accessToken"),
        Instant.now().plusSeconds(tokens.path("expiresIn").asLong()),
        Json.text(tokens, "refreshToken"),
        "");
  }
}
