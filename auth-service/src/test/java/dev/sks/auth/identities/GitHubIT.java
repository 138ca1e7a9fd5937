package dev.sks.auth.identities;

import static dev.sks.auth.Door.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sks.auth.Person;
import dev.sks.auth.authorize.CodeFlow;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(WithProviders.class)
class GitHubIT {

  private static final String GITHUB = "/oauth2/federation/github";

  @Test
  void aNewPersonSignsUpAndLetsADeviceIn() {
    var device =
        given()
            .formParam("client_id", "sks-cli")
            .post("/oauth2/device_authorization")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    var person = new Person();
    person
        .opens("/device?user_code=" + device.getString("user_code"))
        .then()
        .statusCode(200)
        .body(containsString("Continue with GitHub"));
    person
        .opens(Elsewhere.atStandIn(person.submits(GITHUB, Map.of()), 583231, "Octo_Cat", ""))
        .then()
        .statusCode(200)
        .body(containsString("value=\"octo-cat\""));
    person.submits("/oauth2/newcomers", Map.of("name", "octo-cat")).then().statusCode(201);
    person
        .submits("/oauth2/newcomers/go-on", Map.of())
        .then()
        .statusCode(200)
        .body(containsString("Connected"));
    as(polled(device))
        .get("/v1/me")
        .then()
        .body("name", equalTo("octo-cat"))
        .body("tenant", equalTo("octo-cat"));
  }

  @Test
  void whoComesForASignUpAloneGetsAnAccountOnce() {
    var person = new Person();
    person.opens("/sign-up").then().statusCode(200);
    person.opens(Elsewhere.atStandIn(person.submits(GITHUB, Map.of()), 77, "hubot", ""));
    person
        .submits("/oauth2/newcomers", Map.of("name", "hubot"))
        .then()
        .statusCode(201)
        .body(containsString("in the tenant <strong>hubot</strong>"));
    person.opens("/sign-up");
    person
        .opens(Elsewhere.atStandIn(person.submits(GITHUB, Map.of()), 77, "renamed", ""))
        .then()
        .statusCode(200)
        .body(containsString("You have an account"));
  }

  @ParameterizedTest
  @CsvSource({
    "denied,400,did not let you in",
    "refused,502,not right",
    "outage,503,can't be reached",
    "flood,503,can't be reached"
  })
  void troubleIsSaidClearly(String trouble, int status, String said) {
    var flow = CodeFlow.begin();
    flow.asks(flow.parameters());
    var sent = flow.person().submits(GITHUB, Map.of());
    flow.person()
        .opens(Elsewhere.atStandIn(sent, 1, "ghost", trouble))
        .then()
        .statusCode(status)
        .contentType(containsString("text/html"))
        .body(containsString(said.replace("'", "&#39;")));
  }

  @Test
  void aProviderThatIsDownIsSaidToBe() {
    var flow = CodeFlow.begin();
    flow.asks(flow.parameters());
    flow.person()
        .submits("/oauth2/federation/down", Map.of())
        .then()
        .statusCode(503)
        .body(containsString("can&#39;t be reached"));
  }

  private static String polled(JsonPath device) {
    return given()
        .formParam("grant_type", "urn:ietf:params:oauth:grant-type:device_code")
        .formParam("client_id", "sks-cli")
        .formParam("device_code", device.getString("device_code"))
        .post("/oauth2/token")
        .then()
        .statusCode(200)
        .extract()
        .path("access_token");
  }
}
