package dev.sks.auth.sessions;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.admin;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.post;
import static dev.sks.auth.Door.signIn;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionsListIT {

  private record Signed(String access, String refresh) {}

  private String user;

  @BeforeEach
  void makeUser() {
    user = newUser(Map.of());
  }

  @Test
  void aUserSeesTheOwnSessionsAndEndsThem() {
    var first = sign(user);
    var second = sign(user);
    var list =
        as(second.access())
            .get("/v1/sessions")
            .then()
            .statusCode(200)
            .body("items", hasSize(2))
            .body("items.findAll { it.current }", hasSize(1))
            .body("items[0].tenant", equalTo(user))
            .body("items[0]", hasKey("lastUsedAt"))
            .body("items[0]", not(hasKey("client")));
    String other = list.extract().path("items.find { !it.current }.id");
    as(sign(newUser(Map.of())).access()).delete("/v1/sessions/" + other).then().statusCode(404);
    as(second.access()).delete("/v1/sessions/" + other).then().statusCode(204);
    as(second.access()).delete("/v1/sessions/" + other).then().statusCode(404);
    refresh(first).statusCode(401);
    refresh(second).statusCode(200);
    as(second.access()).get("/v1/sessions").then().body("items", hasSize(1));
    as("").get("/v1/sessions").then().statusCode(401);
    as(second.access()).delete("/v1/sessions/not-an-id").then().statusCode(404);
  }

  @Test
  void sessionsComeInPages() {
    sign(user);
    sign(user);
    String token = sign(user).access();
    var page = as(token).get("/v1/sessions?limit=2").then().body("items", hasSize(2));
    as(token)
        .get("/v1/sessions?limit=2&cursor=" + page.extract().path("next"))
        .then()
        .body("items", hasSize(1))
        .body("$", not(hasKey("next")));
  }

  @Test
  void anAdministratorSeesAndEndsThoseOfOthers() {
    var first = sign(user);
    var second = sign(user);
    List<String> ids =
        as(admin())
            .get("/v1/users/" + user + "/sessions")
            .then()
            .statusCode(200)
            .extract()
            .path("items.id");
    assertEquals(2, ids.size());
    as(admin()).delete("/v1/users/admin/sessions/" + ids.get(0)).then().statusCode(404);
    as(admin()).delete("/v1/users/" + user + "/sessions/" + ids.get(0)).then().statusCode(204);
    as(admin()).get("/v1/users/" + user + "/sessions").then().body("items", hasSize(1));
    as(admin()).delete("/v1/users/" + user + "/sessions").then().statusCode(204);
    refresh(first).statusCode(401);
    refresh(second).statusCode(401);
    as(admin()).get("/v1/users/no-such-user/sessions").then().statusCode(404);
    as(sign(user).access()).get("/v1/users/" + user + "/sessions").then().statusCode(403);
  }

  @Test
  void anAdministratorSeesAndDeletesTheKeysOfOthers() {
    String token = sign(user).access();
    String id =
        as(token)
            .body(Map.of("name", "robot", "password", PASSWORD))
            .post("/v1/api-keys")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    as(admin())
        .get("/v1/users/" + user + "/api-keys")
        .then()
        .statusCode(200)
        .body("items[0].id", equalTo(id))
        .body("items[0]", not(hasKey("secret")));
    as(token).delete("/v1/users/" + user + "/api-keys/" + id).then().statusCode(403);
    as(admin()).delete("/v1/users/admin/api-keys/" + id).then().statusCode(404);
    as(admin()).delete("/v1/users/" + user + "/api-keys/" + id).then().statusCode(204);
    as(token).get("/v1/api-keys").then().body("items", hasSize(0));
  }

  private static Signed sign(String name) {
    var signed = signIn(name, PASSWORD).statusCode(200).extract();
    return new Signed(signed.path("accessToken"), signed.path("refreshToken"));
  }

  private static ValidatableResponse refresh(Signed session) {
    return post("/v1/sessions/refresh", Map.of("refreshToken", session.refresh()));
  }
}
