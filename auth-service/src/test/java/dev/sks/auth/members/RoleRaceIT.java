package dev.sks.auth.members;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.admin;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.freshName;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.post;
import static dev.sks.auth.Door.signIn;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A role that changes between the moment a token's is read and the moment the token is made. */
@QuarkusTest
class RoleRaceIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject DataSource database;

  private String tenant;
  private String user;
  private String administrator;

  @BeforeEach
  void makeOwner() {
    tenant = freshName();
    newUser(Map.of("tenant", tenant));
    user = newUser(Map.of());
    administrator = admin();
    become("owner").statusCode(201);
  }

  @Test
  void aSignInThatReadTheOldRoleEndsWithIt() throws Exception {
    race(
        "lock table refresh_tokens in share row exclusive mode",
        () -> post("/v1/sessions", credentials()));
  }

  @Test
  void aSwitchThatReadTheOldRoleEndsWithIt() throws Exception {
    String home = signIn(user, PASSWORD).statusCode(200).extract().path("refreshToken");
    race(
        "select s.id from sessions s join users u on u.id = s.user_id where u.name = '%s' for update"
            .formatted(user),
        () -> post("/v1/sessions/switch", Map.of("refreshToken", home, "tenant", tenant)));
  }

  @Test
  void whatASessionGaveBeforeItLeftTheTenantEndsToo() {
    var before = post("/v1/sessions", credentials()).statusCode(200).extract();
    String here = before.path("accessToken");
    members(here).statusCode(200);
    post("/v1/sessions/switch", Map.of("refreshToken", before.path("refreshToken"), "tenant", user))
        .statusCode(200);
    members(here).statusCode(200);
    become("viewer").statusCode(200);
    awaitRefusal(here);
  }

  /** Changes the role while what makes a token has read the old one and can't get further. */
  private void race(String lock, Request request) throws Exception {
    CompletableFuture<ValidatableResponse> token;
    CompletableFuture<ValidatableResponse> change;
    try (var holder = database.getConnection()) {
      holder.setAutoCommit(false);
      holder.createStatement().execute(lock);
      token = CompletableFuture.supplyAsync(request::send);
      await().atMost(PATIENCE).until(() -> waiting() == 1);
      change = CompletableFuture.supplyAsync(() -> become("viewer"));
      await().atMost(PATIENCE).until(() -> change.isDone() || waiting() == 2);
      holder.rollback();
    }
    answered(change).statusCode(200);
    var given = answered(token).statusCode(200).extract();
    assertEquals(tenant, given.path("tenant"));
    post("/v1/sessions/refresh", Map.of("refreshToken", given.path("refreshToken")))
        .statusCode(401);
    awaitRefusal(given.path("accessToken"));
  }

  private interface Request {
    ValidatableResponse send();
  }

  private static ValidatableResponse answered(CompletableFuture<ValidatableResponse> answer)
      throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
    return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private long waiting() throws SQLException {
    try (Connection connection = database.getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and datname = current_database()")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private Map<String, String> credentials() {
    return Map.of("name", user, "password", PASSWORD, "tenant", tenant);
  }

  private ValidatableResponse become(String role) {
    return as(administrator)
        .body(Map.of("role", role))
        .put("/v1/tenants/" + tenant + "/members/" + user)
        .then();
  }

  private ValidatableResponse members(String token) {
    return as(token).get("/v1/tenants/" + tenant + "/members").then();
  }

  private void awaitRefusal(String token) {
    await().atMost(PATIENCE).until(() -> members(token).extract().statusCode() == 401);
  }
}
