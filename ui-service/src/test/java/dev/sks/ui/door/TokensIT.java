package dev.sks.ui.door;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.sks.ui.played.GatewayIT;
import dev.sks.ui.played.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TokensIT extends GatewayIT {

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String withHeader(String header) {
    String payload = Tokens.of(TENANT, "admin").split("\\.")[1];
    return base64(header.getBytes(StandardCharsets.UTF_8)) + "." + payload;
  }

  private static String signedWithThePublicKey() throws GeneralSecurityException {
    String text = withHeader("{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"test\"}");
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Tokens.config("test.public-key"), "HmacSHA256"));
    return text + "." + base64(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void onlyOurTokensOpen() throws GeneralSecurityException {
    var soon = Instant.now().plusSeconds(60);
    String issuer = "http://127.0.0.1:8080";
    String good = Tokens.of(TENANT, "member");
    var bad =
        List.of(
            Tokens.of(TENANT, "member", Duration.ofMinutes(-2)),
            withHeader("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + ".",
            signedWithThePublicKey(),
            Tokens.sign(TENANT, "member", soon, "http://elsewhere", "sks"),
            Tokens.sign(TENANT, "member", soon, issuer, "another"),
            good.substring(0, good.length() - 8) + "AAAAAAAA",
            "nonsense");
    for (String path :
        List.of("/v1/jobs", "/v1/data/x", "/v1/jobs/x/results", "/v1/jobs/x/events")) {
      given()
          .get(path)
          .then()
          .statusCode(401)
          .contentType("application/problem+json")
          .header("WWW-Authenticate", "Bearer")
          .body("code", equalTo("unauthenticated"));
      for (String token : bad) {
        as(token)
            .get(path)
            .then()
            .statusCode(401)
            .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
            .body("code", equalTo("unauthenticated"));
      }
    }
    as(good).get("/v1/jobs").then().statusCode(200);
    as(good).get("/v1/data/x").then().statusCode(200);
  }

  @Test
  void viewersOnlyLook() {
    String viewer = Tokens.of(TENANT, "viewer");
    as(viewer).get("/v1/jobs").then().statusCode(200);
    as(viewer).get("/v1/data/x").then().statusCode(200);
    as(viewer)
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/v1/jobs")
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
    as(viewer).multiPart("mapper", "x").post("/v1/jobs").then().statusCode(403);
    as(viewer).body("x").put("/v1/data/x").then().statusCode(403);
    as(viewer).delete("/v1/data/x").then().statusCode(403);
    as(viewer).post("/v1/jobs/x/cancel").then().statusCode(403);
    as(Tokens.of(TENANT, "stranger")).get("/v1/data/x").then().statusCode(403);
  }

  @Test
  void everyErrorIsAProblem() {
    for (String path : List.of("/nowhere", "/v1/nowhere", "/v1/jobs/x", "/v1/jobs/x/nothing")) {
      member().get(path).then().statusCode(404).contentType("application/problem+json");
    }
    member().delete("/v1/jobs").then().statusCode(405).contentType("application/problem+json");
    member()
        .accept("image/png")
        .get("/v1/jobs")
        .then()
        .statusCode(406)
        .contentType("application/problem+json");
  }
}
