package dev.sks.auth.apikeys;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.admin;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.freshName;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.patchUser;
import static dev.sks.auth.Door.signIn;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ApiKeysIT {

  private record Key(String id, String secret) {}

  @Inject DataSource database;

  @Test
  void aKeyGetsTokensByBasicAndByForm() {
    String name = newUser(Map.of());
    var key = newKey(accessToken(name), "robot");
    String token =
        grant(given().auth().preemptive().basic(key.id(), key.secret()), "client_credentials")
            .statusCode(200)
            .header("Cache-Control", "no-store")
            .body("token_type", equalTo("Bearer"))
            .body("expires_in", equalTo(600))
            .body("$", not(hasKey("refresh_token")))
            .extract()
            .path("access_token");
    as(token).get("/v1/me").then().body("name", equalTo(name)).body("tenant", equalTo(name));
    grant(inForm(key), "client_credentials").statusCode(200);
  }

  @Test
  void aWrongSecretIsAnInvalidClient() {
    var key = newKey(accessToken(newUser(Map.of())), "robot");
    grant(given().auth().preemptive().basic(key.id(), "wrong"), "client_credentials")
        .statusCode(401)
        .header("WWW-Authenticate", startsWith("Basic"))
        .body("error", equalTo("invalid_client"));
    grant(inForm(new Key("nobody", key.secret())), "client_credentials")
        .statusCode(401)
        .body("error", equalTo("invalid_client"));
  }

  @Test
  void keysEndWhenTheyAreDeletedOrTheirOwnerIsDisabled() {
    String name = newUser(Map.of());
    String token = accessToken(name);
    var deleted = newKey(token, "one");
    var kept = newKey(token, "two");
    as(accessToken(newUser(Map.of())))
        .delete("/v1/api-keys/" + deleted.id())
        .then()
        .statusCode(404);
    as(token).delete("/v1/api-keys/" + deleted.id()).then().statusCode(204);
    grant(inForm(deleted), "client_credentials").statusCode(401);
    as(token)
        .get("/v1/api-keys")
        .then()
        .body("items.name", contains("two"))
        .body("items[0]", not(hasKey("secret")));
    patchUser(name, true).then().statusCode(200);
    grant(inForm(kept), "client_credentials").statusCode(401);
    as(token).body(Map.of("name", "three")).post("/v1/api-keys").then().statusCode(401);
  }

  @Test
  void whoHoldsAKeyRevokesOneOfItsTokens() {
    String name = newUser(Map.of());
    var key = newKey(accessToken(name), "robot");
    var other = newKey(accessToken(name), "other");
    String leaked = grant(inForm(key), "client_credentials").extract().path("access_token");
    String kept = grant(inForm(key), "client_credentials").extract().path("access_token");
    revoke(other, kept).statusCode(200);
    revoke(key, leaked).statusCode(200);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> as(leaked).get("/v1/me").statusCode() == 401);
    as(kept).get("/v1/me").then().statusCode(200);
    grant(inForm(key), "client_credentials").statusCode(200);
    revoke(new Key(key.id(), "wrong"), kept).statusCode(401);
  }

  @Test
  void aKeysNameIsTheOwnersOnce() {
    String token = accessToken(newUser(Map.of()));
    newKey(token, "robot");
    as(token)
        .body(Map.of("name", "robot", "password", PASSWORD))
        .post("/v1/api-keys")
        .then()
        .statusCode(409)
        .body("code", equalTo("name-taken"));
  }

  @Test
  void whatLeakedLeadsToNoOtherWayIn() {
    String name = newUser(Map.of("role", "admin"));
    var key = newKey(accessToken(name), "robot");
    String token =
        grant(inForm(key), "client_credentials").statusCode(200).extract().path("access_token");
    as(token).get("/v1/users").then().statusCode(200);
    var forbidden =
        Map.of(
            "POST /v1/api-keys",
            Map.of("name", "other", "password", PASSWORD),
            "POST /v1/users",
            Map.of("name", freshName(), "role", "admin"),
            "POST /v1/users/%s/reset".formatted(name),
            Map.of(),
            "PATCH /v1/users/%s".formatted(name),
            Map.of("role", "admin"),
            "PUT /v1/tenants/%s/members/%s".formatted(name, name),
            Map.of("role", "admin"),
            "DELETE /v1/tenants/%s/members/%s".formatted(name, name),
            Map.of(),
            "POST /v1/clients",
            Map.of("name", "App", "device", true, "confidential", true),
            "POST /v1/invitations",
            Map.of("role", "admin"));
    forbidden.forEach(
        (request, body) ->
            as(token)
                .body(body)
                .request(request.split(" ")[0], request.split(" ")[1])
                .then()
                .statusCode(403)
                .body("detail", containsString("API key")));
  }

  @Test
  void aKeyIsMadeWithTheAccountsPasswordIfItHasOne() throws SQLException {
    String name = newUser(Map.of());
    String token = accessToken(name);
    var unproved =
        List.of(Map.of("name", "robot"), Map.of("name", "robot", "password", "not the password"));
    for (var body : unproved) {
      as(token)
          .body(body)
          .post("/v1/api-keys")
          .then()
          .statusCode(400)
          .body("errors.field", contains("password"));
    }
    execute("update users set password_hash = '' where name = '%s'".formatted(name));
    as(token).body(Map.of("name", "robot")).post("/v1/api-keys").then().statusCode(201);
  }

  @Test
  void aKeyEndsAtItsTimeAndSaysWhenItWasUsed() throws SQLException {
    String token = accessToken(newUser(Map.of()));
    var key = newKey(token, "robot");
    var end = Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
    as(token)
        .body(Map.of("name", "short", "password", PASSWORD, "expiresAt", end.toString()))
        .post("/v1/api-keys")
        .then()
        .statusCode(201)
        .body("expiresAt", equalTo(end.toString()));
    as(token)
        .body(Map.of("name", "past", "password", PASSWORD, "expiresAt", "2001-01-01T00:00:00Z"))
        .post("/v1/api-keys")
        .then()
        .statusCode(400)
        .body("errors.field", contains("expiresAt"));
    as(token).get("/v1/api-keys").then().body("items[0]", not(hasKey("lastUsedAt")));
    grant(inForm(key), "client_credentials").statusCode(200);
    String expiry =
        as(token)
            .get("/v1/api-keys")
            .then()
            .body("items[0]", hasKey("lastUsedAt"))
            .extract()
            .path("items[0].expiresAt");
    assertEquals(365, Duration.between(Instant.now(), Instant.parse(expiry)).toDays() + 1);
    execute("update api_keys set expires_at = now() where id = '%s'".formatted(key.id()));
    grant(inForm(key), "client_credentials").statusCode(401);
  }

  @Test
  void anAdministratorsResetEndsTheKeys() {
    String name = newUser(Map.of());
    var key = newKey(accessToken(name), "robot");
    as(admin()).post("/v1/users/" + name + "/reset").then().statusCode(200);
    grant(inForm(key), "client_credentials").statusCode(401);
  }

  @Test
  void aRefreshTokenIsExchangedHereToo() {
    String refreshToken = signIn(newUser(Map.of()), PASSWORD).extract().path("refreshToken");
    grant(given().formParam("refresh_token", refreshToken), "refresh_token")
        .statusCode(200)
        .body("refresh_token", not(equalTo(refreshToken)));
    grant(given().formParam("refresh_token", "unknown"), "refresh_token")
        .statusCode(400)
        .body("error", equalTo("invalid_grant"));
  }

  @Test
  void otherRequestsGetTheErrorsOfTheRfc() {
    grant(given(), "password").statusCode(400).body("error", equalTo("unsupported_grant_type"));
    grant(given(), "refresh_token").statusCode(400).body("error", equalTo("invalid_request"));
    given()
        .contentType("application/x-www-form-urlencoded")
        .post("/oauth2/token")
        .then()
        .statusCode(400)
        .header("Cache-Control", "no-store")
        .body("error", equalTo("invalid_request"));
    given()
        .formParam("grant_type", "client_credentials", "client_credentials")
        .post("/oauth2/token")
        .then()
        .statusCode(400)
        .body("error", equalTo("invalid_request"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic ???", "Basic", "basic Zm9v", "Basic Og=="})
  void unreadableBasicIsAnInvalidClient(String authorization) {
    grant(given().header("Authorization", authorization), "client_credentials")
        .statusCode(401)
        .header("WWW-Authenticate", startsWith("Basic"))
        .body("error", equalTo("invalid_client"));
    for (String path : List.of("/oauth2/revoke", "/oauth2/introspect")) {
      given()
          .header("Authorization", authorization)
          .formParam("token", "some")
          .post(path)
          .then()
          .statusCode(401)
          .body("error", equalTo("invalid_client"));
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String accessToken(String name) {
    return signIn(name, PASSWORD).statusCode(200).extract().path("accessToken");
  }

  private static Key newKey(String token, String name) {
    var made =
        as(token)
            .body(Map.of("name", name, "password", PASSWORD))
            .post("/v1/api-keys")
            .then()
            .statusCode(201)
            .extract();
    return new Key(made.path("id"), made.path("secret"));
  }

  private static ValidatableResponse revoke(Key key, String token) {
    return given()
        .auth()
        .preemptive()
        .basic(key.id(), key.secret())
        .formParam("token", token)
        .post("/oauth2/revoke")
        .then();
  }

  private static RequestSpecification inForm(Key key) {
    return given().formParam("client_id", key.id()).formParam("client_secret", key.secret());
  }

  private static ValidatableResponse grant(RequestSpecification request, String type) {
    return request.formParam("grant_type", type).post("/oauth2/token").then();
  }
}
