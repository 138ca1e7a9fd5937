package dev.sks.auth.sessions;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.admin;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.freshName;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.patchUser;
import static dev.sks.auth.Door.post;
import static dev.sks.auth.Door.signIn;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignInIT {

  @Inject DataSource database;

  @Test
  void aSignInGivesATokenThatSaysWhoTheCallerIs() {
    String name = newUser(Map.of());
    var tokens =
        signIn(name, PASSWORD)
            .statusCode(200)
            .header("Cache-Control", "no-store")
            .body("tokenType", equalTo("Bearer"))
            .body("expiresIn", equalTo(600))
            .body("tenant", equalTo(name))
            .body("refreshToken", notNullValue())
            .extract();
    as(tokens.path("accessToken"))
        .get("/v1/me")
        .then()
        .statusCode(200)
        .body("name", equalTo(name))
        .body("tenant", equalTo(name))
        .body("roles", contains("member", "owner", "viewer"))
        .body("expiresAt", notNullValue());
  }

  @Test
  void wrongPasswordUnknownUserAndDisabledUserLookTheSame() {
    String name = newUser(Map.of());
    String disabled = newUser(Map.of());
    patchUser(disabled, true).then().statusCode(200);
    String wrongPassword = refusal(name, "not the password");
    assertEquals(wrongPassword, refusal(freshName(), PASSWORD));
    assertEquals(wrongPassword, refusal(disabled, PASSWORD));
  }

  @Test
  void aOneTimeSecretSignsInOnceAndOnlyWithANewPassword() {
    String name = freshName();
    String secret =
        as(admin())
            .body(Map.of("name", name))
            .post("/v1/users")
            .then()
            .statusCode(201)
            .extract()
            .path("oneTimeSecret");
    signIn(name, secret).statusCode(403).body("code", equalTo("password-change-required"));
    var change = Map.of("name", name, "password", secret, "newPassword", PASSWORD);
    post("/v1/sessions", change).statusCode(200);
    post("/v1/sessions", change).statusCode(401);
    signIn(name, PASSWORD).statusCode(200);
  }

  @Test
  void aOneTimeSecretIsOverAfterADay() throws SQLException {
    String name = freshName();
    String secret =
        as(admin())
            .body(Map.of("name", name))
            .post("/v1/users")
            .then()
            .statusCode(201)
            .extract()
            .path("oneTimeSecret");
    letPass(name, "23 hours");
    signIn(name, secret).statusCode(403).body("code", equalTo("password-change-required"));
    letPass(name, "1 hour");
    var change = Map.of("name", name, "password", secret, "newPassword", PASSWORD);
    post("/v1/sessions", change).statusCode(401).body("detail", containsString("within a day"));
    String another =
        as(admin()).post("/v1/users/" + name + "/reset").then().extract().path("oneTimeSecret");
    post("/v1/sessions", Map.of("name", name, "password", another, "newPassword", PASSWORD))
        .statusCode(200);
    letPass(name, "48 hours");
    signIn(name, PASSWORD).statusCode(200);
  }

  @Test
  void anAdministratorsResetEndsTheWaitAfterWrongAttempts() throws SQLException {
    String name = newUser(Map.of());
    execute(
        "insert into sign_in_attempts values ('account:%s', 9, now(), now() + interval '5 minutes')"
            .formatted(name));
    signIn(name, PASSWORD).statusCode(429);
    String secret =
        as(admin()).post("/v1/users/" + name + "/reset").then().extract().path("oneTimeSecret");
    post("/v1/sessions", Map.of("name", name, "password", secret, "newPassword", PASSWORD + "!"))
        .statusCode(200);
  }

  @Test
  void badPasswordsAreNamed() {
    post("/v1/sessions", Map.of("name", "a", "password", "b", "newPassword", "short"))
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.field", contains("newPassword"));
  }

  @Test
  void anUnknownFieldIsNamed() {
    post("/v1/sessions", Map.of("name", "a", "password", "b", "pasword", "c"))
        .statusCode(400)
        .body("code", equalTo("unknown-field"))
        .body("errors.field", contains("pasword"));
  }

  @Test
  void aTenantOfOthersIsForbidden() {
    String name = newUser(Map.of());
    String other = newUser(Map.of());
    post("/v1/sessions", Map.of("name", name, "password", PASSWORD, "tenant", other))
        .statusCode(403)
        .body("code", equalTo("forbidden"));
  }

  @Test
  void withoutATokenThereIsNoMe() {
    given()
        .get("/v1/me")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("code", equalTo("unauthenticated"));
  }

  private void letPass(String name, String time) throws SQLException {
    execute(
        "update users set one_time_until = one_time_until - interval '%s' where name = '%s'"
            .formatted(time, name));
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String refusal(String name, String password) {
    return signIn(name, password).statusCode(401).extract().asString();
  }
}
