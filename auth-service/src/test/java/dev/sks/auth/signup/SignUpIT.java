package dev.sks.auth.signup;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.admin;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.post;
import static dev.sks.auth.Door.signIn;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.auth.Person;
import dev.sks.auth.authorize.CodeFlow;
import dev.sks.auth.identities.WithProviders;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithProviders.class)
class SignUpIT {

  @Test
  void aSignUpMakesUserTenantAndKey() {
    var made =
        signUp(Map.of("name", "grace", "password", PASSWORD, "tenant", "navy"))
            .statusCode(201)
            .header("Cache-Control", "no-store")
            .body("tenant", equalTo("navy"))
            .body("role", equalTo("owner"))
            .extract();
    as(admin()).get("/v1/tenants/navy").then().statusCode(200).body("generation", equalTo(1));
    signIn("grace", PASSWORD).statusCode(200).body("tenant", equalTo("navy"));
    given()
        .auth()
        .preemptive()
        .basic(made.path("apiKey.id"), made.path("apiKey.secret"))
        .formParam("grant_type", "client_credentials")
        .post("/oauth2/token")
        .then()
        .statusCode(200);
  }

  @Test
  void theAuditKnowsWhoCame() {
    signUp(Map.of("name", "hopper", "password", PASSWORD)).statusCode(201);
    as(admin())
        .get("/v1/audit?actor=hopper")
        .then()
        .statusCode(200)
        .body("items.action", contains("api-key.create", "user.create", "tenant.create"))
        .body("items.from.address", everyItem(not(emptyOrNullString())));
  }

  @Test
  void whatIsThereCanNotBeTaken() {
    String name = newUser(Map.of());
    signUp(Map.of("name", name, "password", PASSWORD, "tenant", "fresh-tenant"))
        .statusCode(409)
        .body("code", equalTo("name-taken"));
    signUp(Map.of("name", "newcomer", "password", PASSWORD, "tenant", name))
        .statusCode(409)
        .body("code", equalTo("name-taken"));
    as(admin()).get("/v1/tenants/fresh-tenant").then().statusCode(404);
    as(admin()).get("/v1/users/newcomer").then().statusCode(404);
  }

  @Test
  void allThatIsWrongIsNamed() {
    signUp(Map.of("name", "No Name", "password", "short", "tenant", "../x"))
        .statusCode(400)
        .body("errors.field", contains("name", "tenant", "password"));
    signUp(Map.of("name", "weak", "password", "password123")).statusCode(400);
    signUp(Map.of("name", "guest", "password", PASSWORD, "invitation", "nobody's"))
        .statusCode(400)
        .body("errors.field", contains("invitation"));
  }

  @Test
  void thePageShowsTheKeyOnce() {
    var flow = CodeFlow.begin();
    flow.asks(flow.parameters()).then().body(containsString("href=\"/sign-up\""));
    var person = new Person();
    person.opens("/sign-up").then().statusCode(200).body(not(containsString("<script")));
    person
        .submits("/sign-up", Map.of("name", "ada", "password", "ada"))
        .then()
        .statusCode(400)
        .body(containsString("value=\"ada\""));
    String typed = " " + PASSWORD + " ";
    person
        .submits("/sign-up", Map.of("name", "ada", "password", typed))
        .then()
        .statusCode(201)
        .body(containsString("<code id=\"secret\">"));
    signIn("ada", PASSWORD).statusCode(401);
    signIn("ada", typed).statusCode(200);
    person
        .submits("/sign-up", Map.of("name", "eve", "password", PASSWORD, "csrf", "x"))
        .then()
        .statusCode(403);
  }

  @Test
  void namesAreNotTriedAtSpeed() {
    String name = newUser(Map.of());
    int refused = 0;
    for (int i = 0; i < 40 && refused != 429; i++) {
      refused =
          given()
              .header("X-Forwarded-For", "198.51.100.7")
              .contentType(ContentType.JSON)
              .body(Map.of("name", name, "password", "too-guessable1"))
              .post("/v1/sign-ups")
              .statusCode();
    }
    assertEquals(429, refused);
    signUp(Map.of("name", name, "password", PASSWORD)).statusCode(409);
  }

  private static ValidatableResponse signUp(Map<String, String> body) {
    return post("/v1/sign-ups", body);
  }
}
