package dev.sks.ui.proxy;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.sks.ui.played.GatewayIT;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(BehindProxyIT.Proxied.class)
class BehindProxyIT extends GatewayIT {

  /** As behind a proxy that appends. */
  public static class Proxied implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("SKS_BEHIND_PROXY", "true");
    }
  }

  @Test
  void whatTheClientSaidOfItselfIsNotPassedOn() {
    given()
        .header("X-Forwarded-For", "6.6.6.6, 192.0.2.7")
        .get("/v1/me")
        .then()
        .header("X-Origin", equalTo("192.0.2.7"));
    given().get("/v1/me").then().header("X-Origin", equalTo("127.0.0.1"));
  }
}
