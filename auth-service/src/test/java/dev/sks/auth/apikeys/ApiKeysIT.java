package dev.sks.auth.apikeys;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.patchUser;
import static dev.sks.auth.Door.signIn;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ApiKeysIT {

  private record Key(String id, String secret) {}

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
  void aKeysNameIsTheOwnersOnce() {
    String token = accessToken(newUser(Map.of()));
    newKey(token, "robot");
    as(token)
        .body(Map.of("name", "robot"))
        .post("/v1/api-keys")
        .then()
        .statusCode(409)
        .body("code", equalTo("name-taken"));
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

  private static String accessToken(String name) {
    return signIn(name, PASSWORD).statusCode(200).extract().path("accessToken");
  }

  private static Key newKey(String token, String name) {
    var made =
        as(token).body(Map.of("name", name)).post("/v1/api-keys").then().statusCode(201).extract();
    return new Key(made.path("id"), made.path("secret"));
  }

  private static RequestSpecification inForm(Key key) {
    return given().formParam("client_id", key.id()).formParam("client_secret", key.secret());
  }

  private static ValidatableResponse grant(RequestSpecification request, String type) {
    return request.formParam("grant_type", type).post("/oauth2/token").then();
  }
}
