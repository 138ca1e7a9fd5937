package dev.sks.auth.device;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.newUser;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sks.auth.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeviceIT {

  @Test
  void aPersonLetsADeviceIn() {
    String name = newUser(Map.of());
    var device = device();
    poll(device).statusCode(400).body("error", equalTo("authorization_pending"));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> poll(device).statusCode(400).body("error", equalTo("slow_down")));
    var person = new Person();
    person
        .opens("/device?user_code=" + device.getString("user_code").toLowerCase())
        .then()
        .statusCode(200)
        .body(containsString("SKS command line"));
    var typed = Map.of("name", name, "password", PASSWORD);
    person.submits("/device", typed).then().statusCode(200).body(containsString("Connected"));
    var tokens = poll(device).statusCode(200).body("tenant", equalTo(name)).extract();
    as(tokens.path("access_token")).get("/v1/me").then().body("name", equalTo(name));
    poll(device).statusCode(400).body("error", equalTo("invalid_grant"));
    given()
        .contentType("application/json")
        .body(Map.of("refreshToken", tokens.path("refresh_token")))
        .post("/v1/sessions/refresh")
        .then()
        .statusCode(200);
  }

  @Test
  void aPersonRefusesADevice() {
    var device = device();
    var person = new Person();
    person.opens("/device?user_code=" + device.getString("user_code"));
    person.submits("/device", Map.of("decision", "deny")).then().statusCode(200);
    poll(device).statusCode(400).body("error", equalTo("access_denied"));
  }

  @Test
  void aCodeNoDeviceShowsOpensNothing() {
    new Person()
        .opens("/device?user_code=BBBB-BBBB")
        .then()
        .statusCode(404)
        .body(containsString("No device waits"));
  }

  @Test
  void onlyClientsWithDevicesGetCodes() {
    given()
        .formParam("client_id", "nobody")
        .post("/oauth2/device_authorization")
        .then()
        .statusCode(401)
        .body("error", equalTo("invalid_client"));
  }

  private static JsonPath device() {
    return given()
        .formParam("client_id", "sks-cli")
        .post("/oauth2/device_authorization")
        .then()
        .statusCode(200)
        .body("interval", equalTo(5))
        .extract()
        .jsonPath();
  }

  private static ValidatableResponse poll(JsonPath device) {
    return given()
        .formParams(
            Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code",
                "client_id",
                "sks-cli",
                "device_code",
                device.getString("device_code")))
        .post("/oauth2/token")
        .then();
  }
}
