package dev.sks.auth.users;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.admin;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.freshName;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.patchUser;
import static dev.sks.auth.Door.post;
import static dev.sks.auth.Door.signIn;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UsersIT {

  @Test
  void aUserIsMadeFoundAndDeleted() {
    String name = freshName();
    as(admin())
        .body(Map.of("name", name, "tenant", "chemistry", "role", "viewer", "password", PASSWORD))
        .post("/v1/users")
        .then()
        .statusCode(201)
        .header("Cache-Control", "no-store")
        .body("name", equalTo(name))
        .body("tenant", equalTo("chemistry"))
        .body("role", equalTo("viewer"))
        .body("disabled", equalTo(false))
        .body("$", not(hasKey("oneTimeSecret")));
    as(admin()).get("/v1/users/" + name).then().statusCode(200).body("role", equalTo("viewer"));
    as(admin())
        .body(Map.of("name", name))
        .post("/v1/users")
        .then()
        .statusCode(409)
        .body("code", equalTo("name-taken"));
    String refreshToken = signIn(name, PASSWORD).extract().path("refreshToken");
    as(admin()).delete("/v1/users/" + name).then().statusCode(204);
    as(admin()).get("/v1/users/" + name).then().statusCode(404);
    as(admin()).delete("/v1/users/" + name).then().statusCode(404);
    signIn(name, PASSWORD).statusCode(401);
    post("/v1/sessions/refresh", Map.of("refreshToken", refreshToken)).statusCode(401);
  }

  @Test
  void aDisabledAdministratorsTokenEndsAtOnce() {
    String name = newUser(Map.of("role", "admin"));
    String token = signIn(name, PASSWORD).extract().path("accessToken");
    as(token).get("/v1/users").then().statusCode(200);
    patchUser(name, true).then().statusCode(200).body("disabled", equalTo(true));
    as(token).get("/v1/users").then().statusCode(401);
  }

  @Test
  void theListComesInPages() {
    for (int i = 0; i < 3; i++) {
      newUser(Map.of());
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      var page = as(admin()).get("/v1/users?limit=2&cursor=" + cursor).then().statusCode(200);
      seen.addAll(page.extract().path("items.name"));
      cursor = page.extract().path("next");
    } while (cursor != null);
    assertTrue(seen.contains("admin"));
    assertEquals(new ArrayList<>(new TreeSet<>(seen)), seen);
    as(admin()).get("/v1/users?limit=500").then().body("next", nullValue());
    as(admin()).get("/v1/users?limit=501").then().statusCode(400);
    as(admin()).get("/v1/users?cursor=*").then().statusCode(400);
  }

  @Test
  void onlyAdministratorsEnter() {
    String name = newUser(Map.of());
    String token = signIn(name, PASSWORD).extract().path("accessToken");
    as(token).get("/v1/users").then().statusCode(403).body("code", equalTo("forbidden"));
    as(token).body(Map.of("name", freshName())).post("/v1/users").then().statusCode(403);
    as(token).delete("/v1/users/" + name).then().statusCode(403);
  }

  @Test
  void anAdministratorCanNotDisableOrDeleteThemselves() {
    patchUser("admin", true).then().statusCode(409);
    as(admin()).delete("/v1/users/admin").then().statusCode(409);
  }

  @Test
  void allThatIsWrongIsNamed() {
    as(admin())
        .body(Map.of("name", "No Name", "tenant", "../x", "role", "king", "password", "short"))
        .post("/v1/users")
        .then()
        .statusCode(400)
        .body("errors.field", contains("name", "tenant", "role", "password"));
    as(admin()).body("{}").patch("/v1/users/admin").then().statusCode(400);
    as(admin()).body("").post("/v1/users").then().statusCode(400);
  }
}
