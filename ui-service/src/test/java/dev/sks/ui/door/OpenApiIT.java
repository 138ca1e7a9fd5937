package dev.sks.ui.door;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.ui.played.GatewayIT;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiIT extends GatewayIT {

  private static final Pattern FRAMEWORK = Pattern.compile("/|/q/.*|/openapi.*");

  @Inject Router router;

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

  /** Resources are told of by themselves; a route that is new has to be in the document by hand. */
  @Test
  void tellsOfEveryRouteOfTheRouter() {
    Map<String, Object> paths =
        given().accept("application/json").get("/openapi").then().extract().path("paths");
    var told = paths.keySet().stream().map(OpenApiIT::shape).toList();
    var routes =
        router.getRoutes().stream()
            .map(Route::getPath)
            .filter(path -> path != null && !FRAMEWORK.matcher(path).matches())
            .map(OpenApiIT::shape)
            .distinct()
            .toList();
    assertThat(routes, hasItems("/v1/data/", "/v1/users/", "/v1/jobs/*/logs", "/device"));
    assertEquals(
        List.of(), routes.stream().filter(route -> !isTold(route, told)).toList(), "not told of");
  }

  /** A route that ends with a slash takes all below it. */
  private static boolean isTold(String route, List<String> told) {
    return route.endsWith("/")
        ? told.stream().anyMatch(path -> (path + "/").startsWith(route))
        : told.contains(route);
  }

  /** Without the names of parameters. */
  private static String shape(String path) {
    return path.replaceAll("\\{\\w+}|:\\w+", "*");
  }
}
