package dev.sks.auth.tokens;

import static dev.sks.auth.Door.admin;
import static dev.sks.auth.Door.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeysIT {

  @Inject KeyRing ring;
  @Inject KeyRotation rotation;
  @Inject DataSource database;

  @Test
  void aKeyIsPublishedThenSignsThenRetires() throws Throwable {
    // Another test may have published the next one: it signs by then, and is the only one.
    letPass(Duration.ofMinutes(26));
    String oldKid = ring.signer().kid();
    String oldToken = admin();
    var keys = as(oldToken).post("/v1/keys/rotate").then().statusCode(200).extract().jsonPath();
    String newKid = keys.getString("items[0].kid");
    Instant from = Instant.parse(keys.getString("items[0].activeFrom"));
    assertNotEquals(oldKid, newKid);
    assertTrue(from.isAfter(Instant.now().plus(Duration.ofMinutes(9))));
    given().get("/oauth2/jwks").then().body("keys.kid", hasItem(newKid));
    assertEquals(oldKid, ring.signer().kid());
    as(oldToken)
        .post("/v1/keys/rotate")
        .then()
        .body("items[0].kid", not(oldKid))
        .body("items", hasSize(2));

    letPass(Duration.ofMinutes(11));
    assertEquals(newKid, ring.signer().kid());
    as(oldToken).get("/v1/me").then().statusCode(200);
    String newToken = admin();
    as(newToken).get("/v1/me").then().statusCode(200);
    given().get("/oauth2/jwks").then().body("keys.kid", hasItem(oldKid));

    letPass(Duration.ofMinutes(15));
    given().get("/oauth2/jwks").then().body("keys.kid", not(hasItem(oldKid)));
    as(oldToken).get("/v1/me").then().statusCode(401);
    as(newToken).get("/v1/me").then().statusCode(200);
  }

  @Test
  void aKeyThatHasSignedLongEnoughIsFollowedByTheNext() throws Throwable {
    String kid = as(admin()).get("/v1/keys").jsonPath().getString("items[0].kid");
    letPass(Duration.ofDays(31));
    as(admin())
        .get("/v1/keys")
        .then()
        .body("items[0].kid", not(kid))
        .body("items[1].kid", org.hamcrest.Matchers.is(kid));
    letPass(Duration.ofDays(1));
  }

  /** Keys grow older, and are looked after. */
  private void letPass(Duration time) throws Throwable {
    age(time);
    VertxContextSupport.subscribeAndAwait(rotation::keepTime);
    VertxContextSupport.subscribeAndAwait(ring::refresh);
  }

  private void age(Duration time) throws SQLException {
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                "update signing_keys set active_from = active_from - ? * interval '1 second'")) {
      update.setLong(1, time.toSeconds());
      update.executeUpdate();
    }
  }
}
