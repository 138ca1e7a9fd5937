package dev.sks.auth.device;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.newUser;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.auth.Person;
import dev.sks.auth.sessions.SessionStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeviceIT {

  @Inject Mutiny.SessionFactory factory;
  @Inject SessionStore sessions;
  @Inject Clock clock;

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
        .body(containsString("SKS command line"))
        .body(matchesRegex("(?s).*at 20[-0-9]+ [0-9:]+ UTC from the address 127\\.0\\.0\\.1\\..*"));
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
  void whoGuessedTooOftenDoesNotLearnThatACodeIsRight() {
    String right = "/device?user_code=" + device().getString("user_code");
    var guesser = Person.from("198.51.100.11");
    guesser.opens(right).then().statusCode(200).body(containsString("SKS command line"));
    var form = guesser.form();
    // Free guesses, and so many more that the wait after the last is of seconds.
    var left = new AtomicInteger(54);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              int status = guesser.opens("/device?user_code=BBBB-BBBB").statusCode();
              left.addAndGet(status == 404 ? -1 : 0);
              return status == 429 && left.get() <= 0;
            });
    guesser.opens(right).then().statusCode(429).body(not(containsString("SKS command line")));
    guesser.submits("/device", form).then().statusCode(429);
    new Person().opens(right).then().statusCode(200);
  }

  @Test
  void aNetworkHasOnlySoManyDevicesThatWait() {
    int refused = 0;
    for (int i = 0; i < 60 && refused == 0; i++) {
      var answer =
          given()
              .header("X-Forwarded-For", "198.51.100.12")
              .formParam("client_id", "sks-cli")
              .post("/oauth2/device_authorization");
      refused = answer.statusCode() == 200 ? 0 : answer.statusCode();
    }
    assertEquals(429, refused);
    device();
  }

  @Test
  void aCodeThatADeviceHasIsNotGivenToAnother() throws Throwable {
    var codes = List.of("BCDFGHJK", "BCDFGHJK", "BCDFGHJL").iterator();
    var store = new DeviceStore(factory, sessions, clock, codes::next);
    var place = new DeviceStore.Place("a network", "192.0.2.1");
    for (String code : List.of("BCDFGHJK", "BCDFGHJL")) {
      var issued = VertxContextSupport.subscribeAndAwait(() -> store.issue("sks-cli", "", place));
      assertEquals(code, issued.userCode());
    }
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
