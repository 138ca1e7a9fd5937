package dev.sks.auth.tenants;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.admin;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.freshName;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.post;
import static dev.sks.auth.Door.signIn;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TenantDoorIT {

  private static final Map<String, Object> QUOTA = Map.of("cpu", "4", "memory", "8Gi", "pods", 10);

  @Test
  void aTenantIsCreatedFoundAndListed() {
    String name = freshName();
    as(admin())
        .body(Map.of("name", name, "quota", QUOTA))
        .post("/v1/tenants")
        .then()
        .statusCode(201)
        .header("ETag", "\"1\"")
        .body("quota.cpu", equalTo("4"))
        .body("$", not(hasKey("deletedAt")));
    as(admin()).get("/v1/tenants?limit=500").then().body("items.name", hasItem(name));
    as(admin())
        .body(Map.of("name", name))
        .post("/v1/tenants")
        .then()
        .statusCode(409)
        .body("code", equalTo("name-taken"));
    as(admin())
        .body(Map.of("name", "No", "quota", Map.of("cpu", "many", "memory", "1", "pods", -1)))
        .post("/v1/tenants")
        .then()
        .statusCode(400)
        .body("errors.field", contains("name", "quota.cpu", "quota.memory", "quota.pods"));
  }

  @Test
  void aQuotaIsChangedByWhoeverSawTheNewest() {
    String name = tenant();
    var smaller = Map.of("quota", Map.of("cpu", "2"));
    as(admin())
        .header("If-Match", "\"1\"")
        .body(smaller)
        .patch("/v1/tenants/" + name)
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("quota.cpu", equalTo("2"))
        .body("quota.memory", equalTo("8Gi"));
    as(admin())
        .header("If-Match", "\"1\"")
        .body(smaller)
        .patch("/v1/tenants/" + name)
        .then()
        .statusCode(412);
    as(admin())
        .body(Map.of("quota", Map.of("pods", 0)))
        .patch("/v1/tenants/" + name)
        .then()
        .statusCode(400)
        .body("errors.field", contains("quota.pods"));
    as(admin()).body("{}").patch("/v1/tenants/" + name).then().statusCode(400);
  }

  @Test
  void aDeletedTenantLetsNobodyInUntilItIsRestored() {
    String name = tenant();
    String user = newUser(Map.of("tenant", name));
    String refreshToken = signIn(user, PASSWORD).extract().path("refreshToken");
    as(admin())
        .delete("/v1/tenants/" + name)
        .then()
        .statusCode(400)
        .body("detail", containsString("?confirm=" + name));
    as(admin())
        .delete("/v1/tenants/" + name + "?confirm=" + name)
        .then()
        .statusCode(200)
        .body("deleted", equalTo(true))
        .body("generation", equalTo(2))
        .body("$", hasKey("restorableUntil"));
    signIn(user, PASSWORD).statusCode(403);
    post("/v1/sessions/refresh", Map.of("refreshToken", refreshToken)).statusCode(401);
    as(admin())
        .body(Map.of("name", freshName(), "tenant", name))
        .post("/v1/users")
        .then()
        .statusCode(409);
    as(admin())
        .post("/v1/tenants/" + name + "/restore")
        .then()
        .statusCode(200)
        .body("deleted", equalTo(false))
        .body("generation", equalTo(3));
    signIn(user, PASSWORD).statusCode(200);
    post("/v1/sessions/refresh", Map.of("refreshToken", refreshToken)).statusCode(401);
  }

  @Test
  void aDeletedTenantsTokensEndAlsoOfKeysAndOfSessionsThatWentOn() {
    String name = tenant();
    String user = newUser(Map.of("tenant", name));
    String elsewhere = newUser(Map.of());
    as(admin())
        .body(Map.of("role", "member"))
        .put("/v1/tenants/" + elsewhere + "/members/" + user)
        .then()
        .statusCode(201);
    var signed = signIn(user, PASSWORD).statusCode(200).extract();
    String before = signed.path("accessToken");
    var key =
        as(before)
            .body(Map.of("name", "robot", "password", PASSWORD))
            .post("/v1/api-keys")
            .then()
            .statusCode(201)
            .extract();
    String ofKey = tokenOf(key.path("id"), key.path("secret")).path("access_token");
    var switched =
        post(
                "/v1/sessions/switch",
                Map.of("refreshToken", signed.path("refreshToken"), "tenant", elsewhere))
            .statusCode(200)
            .extract();
    for (String token : List.of(before, ofKey)) {
      as(token).get("/v1/me").then().statusCode(200);
    }
    as(admin()).delete("/v1/tenants/" + name + "?confirm=" + name).then().statusCode(200);
    for (String token : List.of(before, ofKey, switched.<String>path("accessToken"))) {
      as(token).get("/v1/me").then().statusCode(401);
    }
    as(admin()).post("/v1/tenants/" + name + "/restore").then().statusCode(200);
    tokenOf(key.path("id"), key.path("secret")).then().statusCode(401);
  }

  @Test
  void oneDoesNotDeleteTheTenantOneIsIn() {
    as(admin()).delete("/v1/tenants/admin?confirm=admin").then().statusCode(409);
  }

  @Test
  void aMemberSeesTheOwnTenantOnly() {
    String own = tenant();
    String other = tenant();
    String token = signIn(newUser(Map.of("tenant", own)), PASSWORD).extract().path("accessToken");
    as(token).get("/v1/tenants/" + own).then().statusCode(200).body("name", equalTo(own));
    as(token).get("/v1/tenants/" + other).then().statusCode(404);
    as(token).get("/v1/tenants").then().statusCode(403);
    as(token).post("/v1/tenants/" + own + "/restore").then().statusCode(403);
    as(token).delete("/v1/tenants/" + own + "?confirm=" + own).then().statusCode(403);
  }

  private static Response tokenOf(String key, String secret) {
    return given()
        .auth()
        .preemptive()
        .basic(key, secret)
        .formParam("grant_type", "client_credentials")
        .post("/oauth2/token");
  }

  private static String tenant() {
    String name = freshName();
    as(admin())
        .body(Map.of("name", name, "quota", QUOTA))
        .post("/v1/tenants")
        .then()
        .statusCode(201);
    return name;
  }
}
