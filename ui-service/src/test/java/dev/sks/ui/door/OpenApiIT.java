package dev.sks.ui.door;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;

import dev.sks.ui.played.GatewayIT;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiIT extends GatewayIT {

  @Test
  void tellsOfEveryDoor() {
    var document = given().accept("application/json").get("/openapi").then().statusCode(200);
    for (String path :
        List.of(
            "/v1/jobs",
            "/v1/jobs/{id}",
            "/v1/jobs/{id}/cancel",
            "/v1/jobs/{id}/events",
            "/v1/jobs/{id}/results",
            "/v1/jobs/{id}/logs",
            "/v1/data/{name}",
            "/v1/sessions",
            "/oauth2/token")) {
      document.body("paths", hasKey(path));
    }
    document.body("components.securitySchemes.bearer.scheme", equalTo("bearer"));
    document.body(
        "paths.'/v1/jobs'.post.requestBody.content.'multipart/form-data'", notNullValue());
    document.body("components.schemas", hasKey("JobSpec"));
  }
}
