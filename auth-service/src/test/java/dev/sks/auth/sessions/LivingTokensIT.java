package dev.sks.auth.sessions;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.admin;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.post;
import static dev.sks.auth.Door.signIn;
import static io.restassured.RestAssured.given;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ended is refused here at once, while the bus says nothing of it. */
@QuarkusTest
class LivingTokensIT {

  @Inject Scheduler scheduler;

  private String user;

  @BeforeEach
  void keepTheBusSilent() {
    user = newUser(Map.of("role", "admin"));
    scheduler.pause();
  }

  @AfterEach
  void letItSpeak() {
    scheduler.resume();
  }

  @Test
  void theTokenOfASessionThatEndedIsRefused() {
    var tokens = signIn(user, PASSWORD).extract();
    requireStatus(200, tokens.path("accessToken"));
    post("/v1/sessions/sign-out", Map.of("refreshToken", tokens.path("refreshToken")))
        .statusCode(204);
    requireStatus(401, tokens.path("accessToken"));
  }

  @Test
  void anAdministratorsTokenIsRefusedAfterTheDemotion() {
    String token = signIn(user, PASSWORD).extract().path("accessToken");
    as(admin()).body(Map.of("role", "viewer")).patch("/v1/users/" + user).then().statusCode(200);
    requireStatus(401, token);
  }

  @Test
  void theTokenOfADeletedKeyIsRefused() {
    String owner = signIn(user, PASSWORD).extract().path("accessToken");
    var key =
        as(owner)
            .body(Map.of("name", "robot", "password", PASSWORD))
            .post("/v1/api-keys")
            .then()
            .extract();
    String token =
        given()
            .auth()
            .preemptive()
            .basic(key.path("id"), key.path("secret"))
            .formParam("grant_type", "client_credentials")
            .post("/oauth2/token")
            .path("access_token");
    requireStatus(200, token);
    as(owner).delete("/v1/api-keys/" + key.path("id")).then().statusCode(204);
    requireStatus(401, token);
  }

  private static void requireStatus(int status, String token) {
    as(token).get("/v1/users").then().statusCode(status);
  }
}
