package dev.sks.ui.door;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import dev.sks.ui.played.GatewayIT;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MetricsIT extends GatewayIT {

  @TestHTTPResource(value = "/metrics", management = true)
  URL metrics;

  @Test
  void metricsAreNotPublic() {
    given().get("/q/metrics").then().statusCode(404);
    given().get(metrics).then().statusCode(200).body(containsString("jvm_memory"));
  }

  @Test
  void healthIs() {
    given().get("/q/health/live").then().statusCode(200);
  }
}
