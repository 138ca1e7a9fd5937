package dev.sks.auth.sessions;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.patchUser;
import static dev.sks.auth.Door.post;
import static dev.sks.auth.Door.signIn;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.sks.auth.passwords.Secrets;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RefreshIT {

  @Inject DataSource database;

  @Test
  void aRefreshTokenIsExchangedForAnother() {
    String first = session(newUser(Map.of()));
    String second =
        refresh(first)
            .statusCode(200)
            .body("refreshToken", not(equalTo(first)))
            .extract()
            .path("refreshToken");
    refresh(second).statusCode(200);
  }

  @Test
  void aRetryWithinTheGraceGetsAFreshPair() throws SQLException {
    String first = session(newUser(Map.of()));
    refresh(first).statusCode(200);
    moveUse(first, "5 minutes");
    String retried = refresh(first).statusCode(200).extract().path("refreshToken");
    refresh(retried).statusCode(200);
  }

  @Test
  void reuseAfterTheGraceEndsTheWholeFamily() throws SQLException {
    String first = session(newUser(Map.of()));
    String second = refresh(first).statusCode(200).extract().path("refreshToken");
    moveUse(first, "-1 minute");
    refresh(first).statusCode(401).body("code", equalTo("invalid-credentials"));
    refresh(second).statusCode(401);
  }

  @Test
  void aTokenWhoseSuccessorWasUsedHasNoGrace() {
    String first = session(newUser(Map.of()));
    String second = refresh(first).statusCode(200).extract().path("refreshToken");
    String stolen = refresh(first).statusCode(200).extract().path("refreshToken");
    String third = refresh(second).statusCode(200).extract().path("refreshToken");
    refresh(first).statusCode(401).body("code", equalTo("invalid-credentials"));
    refresh(third).statusCode(401);
    refresh(stolen).statusCode(401);
  }

  @Test
  void signOutEndsTheFamily() {
    String first = session(newUser(Map.of()));
    String second = refresh(first).statusCode(200).extract().path("refreshToken");
    post("/v1/sessions/sign-out", Map.of("refreshToken", first)).statusCode(204);
    refresh(second).statusCode(401);
    post("/v1/sessions/sign-out", Map.of("refreshToken", "not one of ours")).statusCode(204);
  }

  @Test
  void aDisabledUsersSessionEndsForGood() {
    String name = newUser(Map.of());
    String token = session(name);
    patchUser(name, true).then().statusCode(200);
    refresh(token).statusCode(401);
    patchUser(name, false).then().statusCode(200);
    refresh(token).statusCode(401);
    signIn(name, PASSWORD).statusCode(200);
  }

  @Test
  void aNewPasswordEndsTheOtherSessions() {
    String name = newUser(Map.of());
    String before = session(name);
    String after =
        post(
                "/v1/sessions",
                Map.of("name", name, "password", PASSWORD, "newPassword", PASSWORD + "!"))
            .statusCode(200)
            .extract()
            .path("refreshToken");
    refresh(before).statusCode(401);
    refresh(after).statusCode(200);
  }

  @Test
  void switchingGivesATokenForATenantOnesRoleIsIn() {
    String tenant = newUser(Map.of());
    String administrator = session(newUser(Map.of("role", "admin")));
    var switched = switchTo(tenant, administrator).statusCode(200).extract();
    as(switched.path("accessToken")).get("/v1/me").then().body("tenant", equalTo(tenant));
    refresh(switched.path("refreshToken")).statusCode(200).body("tenant", equalTo(tenant));
    String stranger = session(newUser(Map.of()));
    switchTo(tenant, stranger).statusCode(403).body("code", equalTo("forbidden"));
    refresh(stranger).statusCode(200);
  }

  private static ValidatableResponse switchTo(String tenant, String refreshToken) {
    return post("/v1/sessions/switch", Map.of("refreshToken", refreshToken, "tenant", tenant));
  }

  /** Lets the grace of a used token be over, or last longer. */
  private void moveUse(String token, String by) throws SQLException {
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                "update refresh_tokens set used_at = used_at + cast(? as interval)"
                    + " where hash = ?")) {
      update.setString(1, by);
      update.setBytes(2, Secrets.digest(token));
      update.executeUpdate();
    }
  }

  private static String session(String name) {
    return signIn(name, PASSWORD).statusCode(200).extract().path("refreshToken");
  }

  private static ValidatableResponse refresh(String token) {
    return post("/v1/sessions/refresh", Map.of("refreshToken", token));
  }
}
