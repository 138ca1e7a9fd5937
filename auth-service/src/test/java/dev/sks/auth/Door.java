package dev.sks.auth;

import static io.restassured.RestAssured.given;

import dev.sks.embedded.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The service's door as tests use it. */
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = {
      @ResourceArg(name = "postgres", value = "sks_auth"),
      @ResourceArg(name = "kafka", value = "true")
    })
@QuarkusTestResource(SecretFiles.class)
public final class Door {

  public static final String PASSWORD = "correct horse battery";

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static boolean adminHasPassword;

  private Door() {}

  /** A name no other test uses. */
  public static String freshName() {
    return "user-" + NAMES.incrementAndGet();
  }

  public static ValidatableResponse post(String path, Object body) {
    return given().contentType(ContentType.JSON).body(body).post(path).then();
  }

  public static RequestSpecification as(String accessToken) {
    return given().auth().oauth2(accessToken).contentType(ContentType.JSON);
  }

  public static ValidatableResponse signIn(String name, String password) {
    return post("/v1/sessions", Map.of("name", name, "password", password));
  }

  /** An administrator's access token. */
  public static synchronized String admin() {
    if (!adminHasPassword) {
      post(
              "/v1/sessions",
              Map.of("name", "admin", "password", SecretFiles.SECRET, "newPassword", PASSWORD))
          .statusCode(200);
      adminHasPassword = true;
    }
    return signIn("admin", PASSWORD).statusCode(200).extract().path("accessToken");
  }

  /** A new user with {@link #PASSWORD}; what else there is to say in the extras. */
  public static String newUser(Map<String, String> extras) {
    var body = new HashMap<>(extras);
    String name = freshName();
    body.put("name", name);
    body.put("password", PASSWORD);
    as(admin()).body(body).post("/v1/users").then().statusCode(201);
    return name;
  }

  public static Response patchUser(String name, boolean disabled) {
    return as(admin()).body(Map.of("disabled", disabled)).patch("/v1/users/" + name);
  }
}
