package dev.sks.auth.members;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.admin;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.freshName;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.post;
import static dev.sks.auth.Door.signIn;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MembersIT {

  private String tenant;
  private String owner;
  private String asOwner;

  @BeforeEach
  void makeTenant() {
    tenant = freshName();
    owner = newUser(Map.of("tenant", tenant, "role", "owner"));
    asOwner = tokenOf(owner);
  }

  @Test
  void anOwnerBringsSomebodyInChangesTheRoleAndLetsGo() {
    String user = newUser(Map.of());
    put(asOwner, user, "viewer").statusCode(201).body("role", equalTo("viewer"));
    put(asOwner, user, "viewer").statusCode(200);
    put(asOwner, user, "member").statusCode(200).body("user", equalTo(user));
    as(asOwner)
        .get(path(""))
        .then()
        .statusCode(200)
        .body("items.user", hasItem(user))
        .body("items.find { it.user == '" + user + "' }.role", equalTo("member"))
        .body("items[0]", hasKey("since"));
    as(tokenIn(user))
        .get("/v1/me/tenants")
        .then()
        .body("items.tenant", hasItem(user))
        .body("items.find { it.tenant == '" + tenant + "' }.role", equalTo("member"))
        .body("items.find { it.tenant == '" + tenant + "' }.current", equalTo(true))
        .body("items.find { it.tenant == '" + tenant + "' }.home", equalTo(false));
    as(asOwner).delete(path(user)).then().statusCode(204);
    as(asOwner).delete(path(user)).then().statusCode(404);
    post("/v1/sessions", Map.of("name", user, "password", PASSWORD, "tenant", tenant))
        .statusCode(403);
  }

  @Test
  void membersComeInPages() {
    put(admin(), newUser(Map.of()), "viewer").statusCode(201);
    put(admin(), newUser(Map.of()), "member").statusCode(201);
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      var page = as(asOwner).get(path("") + "?limit=2&cursor=" + cursor).then().statusCode(200);
      seen.addAll(page.extract().path("items.user"));
      cursor = page.extract().path("next");
    } while (cursor != null);
    assertEquals(3, seen.stream().distinct().count());
  }

  @Test
  void whatWasHadInTheTenantEndsWithTheRoleAndNothingElse() {
    String user = newUser(Map.of());
    put(asOwner, user, "owner").statusCode(201);
    String home = refreshTokenOf(user, user);
    String here = refreshTokenOf(user, tenant);
    String key = newKey(tokenIn(user));
    put(asOwner, user, "viewer").statusCode(200);
    refresh(here).statusCode(401);
    refresh(home).statusCode(200);
    as(tokenOf(user)).get("/v1/api-keys").then().body("items.id", not(hasItem(key)));
    here = refreshTokenOf(user, tenant);
    as(asOwner).delete(path(user)).then().statusCode(204);
    refresh(here).statusCode(401);
  }

  @Test
  void theLastOwnerStaysUnlessAnAdministratorSaysOtherwise() {
    put(asOwner, owner, "member").statusCode(409).body("detail", containsString("last owner"));
    as(asOwner).delete(path(owner)).then().statusCode(409);
    String second = newUser(Map.of("tenant", tenant));
    put(asOwner, second, "owner").statusCode(200);
    put(asOwner, owner, "member").statusCode(200);
    as(tokenOf(owner)).get(path("")).then().statusCode(403);
    put(tokenOf(second), second, "viewer").statusCode(409);
    put(admin(), second, "viewer").statusCode(200);
  }

  @Test
  void ownersHaveNothingToDoWithAdministrators() {
    put(asOwner, newUser(Map.of()), "admin").statusCode(403).body("code", equalTo("forbidden"));
    String admin = newUser(Map.of("tenant", tenant, "role", "admin"));
    put(asOwner, admin, "viewer").statusCode(403);
    as(asOwner).delete(path(admin)).then().statusCode(403);
    put(asOwner, "admin", "viewer").statusCode(403);
  }

  @Test
  void onlyOwnersEnterAndOtherTenantsAreNotThere() {
    String other = newUser(Map.of());
    String stranger = tokenOf(other);
    as(stranger).get(path("")).then().statusCode(404);
    put(stranger, other, "owner").statusCode(404);
    as(stranger).delete(path(owner)).then().statusCode(404);
    for (String role : List.of("member", "viewer")) {
      String token = tokenOf(newUser(Map.of("tenant", tenant, "role", role)));
      as(token).get(path("")).then().statusCode(403);
      put(token, other, "viewer").statusCode(403);
      as(token).delete(path(owner)).then().statusCode(403);
    }
    as("").get(path("")).then().statusCode(401);
  }

  @Test
  void whatIsNotThereIsSaid() {
    put(asOwner, "nobody-of-this-name", "viewer").statusCode(404);
    as(asOwner).body(Map.of("role", "king")).put(path(owner)).then().statusCode(400);
    as(asOwner).body("{}").put(path(owner)).then().statusCode(400);
    as(admin()).get("/v1/tenants/no-such-tenant/members").then().statusCode(404);
    as(admin())
        .body(Map.of("role", "viewer"))
        .put("/v1/tenants/no-such-tenant/members/" + owner)
        .then()
        .statusCode(404);
  }

  @Test
  void aUserWhoLeavesHomeIsAtHomeInAnotherTenant() {
    String user = newUser(Map.of("tenant", tenant));
    String second = freshName();
    newUser(Map.of("tenant", second));
    as(admin())
        .body(Map.of("role", "viewer"))
        .put("/v1/tenants/" + second + "/members/" + user)
        .then()
        .statusCode(201);
    as(asOwner).delete(path(user)).then().statusCode(204);
    signIn(user, PASSWORD).statusCode(200).body("tenant", equalTo(second));
    as(admin())
        .get("/v1/users/" + user)
        .then()
        .body("tenant", equalTo(second))
        .body("role", equalTo("viewer"));
  }

  @Test
  void aUserOfNoTenantStaysAndCanBeTakenInAgain() {
    String user = newUser(Map.of("tenant", tenant));
    as(asOwner).delete(path(user)).then().statusCode(204);
    signIn(user, PASSWORD).statusCode(403);
    as(admin()).get("/v1/users/" + user).then().statusCode(200).body("$", not(hasKey("role")));
    String second = freshName();
    newUser(Map.of("tenant", second));
    as(admin())
        .body(Map.of("role", "member"))
        .put("/v1/tenants/" + second + "/members/" + user)
        .then()
        .statusCode(201);
    signIn(user, PASSWORD).statusCode(200).body("tenant", equalTo(second));
  }

  @Test
  void anAdministratorGivesRolesAlsoTheHighest() {
    String user = newUser(Map.of("tenant", tenant));
    role(user, "admin").statusCode(200).body("role", equalTo("admin"));
    String elsewhere = refreshTokenOf(user, newUser(Map.of()));
    String token = tokenOf(user);
    as(token).get("/v1/users").then().statusCode(200);
    as(token)
        .body(Map.of("role", "owner"))
        .patch("/v1/users/" + user)
        .then()
        .statusCode(409)
        .body("detail", containsString("by yourself"));
    put(token, user, "member").statusCode(409);
    role(user, "member").statusCode(200).body("role", equalTo("member"));
    refresh(elsewhere).statusCode(401);
    as(tokenOf(user)).get("/v1/users").then().statusCode(403);
    role(user, "king").statusCode(400).body("errors.field", contains("role"));
  }

  private static ValidatableResponse role(String user, String role) {
    return as(admin()).body(Map.of("role", role)).patch("/v1/users/" + user).then();
  }

  private String path(String user) {
    String members = "/v1/tenants/" + tenant + "/members";
    return user.isEmpty() ? members : members + "/" + user;
  }

  private ValidatableResponse put(String token, String user, String role) {
    return as(token).body(Map.of("role", role)).put(path(user)).then();
  }

  private static String tokenOf(String user) {
    return signIn(user, PASSWORD).statusCode(200).extract().path("accessToken");
  }

  private String tokenIn(String user) {
    return post("/v1/sessions", Map.of("name", user, "password", PASSWORD, "tenant", tenant))
        .statusCode(200)
        .extract()
        .path("accessToken");
  }

  private static String refreshTokenOf(String user, String tenant) {
    return post("/v1/sessions", Map.of("name", user, "password", PASSWORD, "tenant", tenant))
        .statusCode(200)
        .extract()
        .path("refreshToken");
  }

  private static ValidatableResponse refresh(String token) {
    return post("/v1/sessions/refresh", Map.of("refreshToken", token));
  }

  private static String newKey(String token) {
    return as(token)
        .body(Map.of("name", "robot", "password", PASSWORD))
        .post("/v1/api-keys")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
