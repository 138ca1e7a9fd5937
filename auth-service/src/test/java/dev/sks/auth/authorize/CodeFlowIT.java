package dev.sks.auth.authorize;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.admin;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.freshName;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.signIn;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import io.quarkus.test.junit.QuarkusTest;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class CodeFlowIT {

  private static final String ISSUER = "http://127.0.0.1:8080";

  @Test
  void aPersonSignsInAndTheClientGetsTokens() throws Exception {
    String name = newUser(Map.of());
    var flow = CodeFlow.begin();
    flow.asks(flow.parameters())
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("form-action 'self' https://app.example"))
        .header("Referrer-Policy", "no-referrer")
        .header("X-Frame-Options", "DENY")
        .header("Cache-Control", "no-store")
        .body(containsString("An app"))
        .body(not(containsString("<script")));
    var answer = CodeFlow.answer(flow.signsIn(name));
    assertEquals("a state", answer.get("state"));
    assertEquals(ISSUER, answer.get("iss"));
    var tokens =
        flow.redeems(answer.get("code"))
            .statusCode(200)
            .header("Cache-Control", "no-store")
            .body("token_type", equalTo("Bearer"))
            .body("scope", equalTo("openid"))
            .extract();
    as(tokens.path("access_token")).get("/v1/me").then().body("name", equalTo(name));
    as(tokens.path("access_token"))
        .get("/oauth2/userinfo")
        .then()
        .statusCode(200)
        .body("preferred_username", equalTo(name));
    var id = verified(tokens.path("id_token")).getJWTClaimsSet();
    assertEquals(List.of(flow.client()), id.getAudience());
    assertEquals("n-1", id.getStringClaim("nonce"));
    assertEquals(ISSUER, id.getIssuer());
    Assertions.assertNotNull(id.getLongClaim("auth_time"));
    assertEquals(
        AccessTokenHash.compute(
                new BearerAccessToken(tokens.<String>path("access_token")),
                com.nimbusds.jose.JWSAlgorithm.RS256)
            .getValue(),
        id.getStringClaim("at_hash"));
    as(tokens.path("id_token")).get("/v1/me").then().statusCode(401);
  }

  @ParameterizedTest
  @CsvSource({"state,''", "state,' '", "nonce,''", "tenant,''", "scope,''", "prompt,''"})
  void aParameterWithoutAValueCountsAsLeftOut(String parameter, String value) {
    String name = newUser(Map.of());
    var flow = CodeFlow.begin();
    var parameters = flow.parameters();
    parameters.put(parameter, value);
    flow.asks(parameters).then().statusCode(200);
    var answer = CodeFlow.answer(flow.signsIn(name));
    assertEquals(parameter.equals("state") ? null : "a state", answer.get("state"));
    flow.redeems(answer.get("code")).statusCode(200);

    parameters.put("response_type", "token");
    var refused = CodeFlow.answer(flow.asks(parameters));
    assertEquals("unsupported_response_type", refused.get("error"));
    assertEquals(answer.get("state"), refused.get("state"));
  }

  @Test
  void whoTheBearerIsNeedsTheScopeOpenid() {
    String name = newUser(Map.of());
    var flow = CodeFlow.begin();
    var parameters = flow.parameters();
    parameters.remove("scope");
    flow.asks(parameters);
    String code = CodeFlow.answer(flow.signsIn(name)).get("code");
    String plain = flow.redeems(code).statusCode(200).extract().path("access_token");
    String ofSession = signIn(name, PASSWORD).extract().path("accessToken");
    for (String token : List.of(plain, ofSession)) {
      as(token)
          .get("/oauth2/userinfo")
          .then()
          .statusCode(403)
          .header("WWW-Authenticate", containsString("error=\"insufficient_scope\""))
          .header("WWW-Authenticate", containsString("scope=\"openid\""))
          .body(not(containsString(name)));
    }
  }

  @Test
  void aRefreshTokenIsItsClientsOnly() {
    var flow = CodeFlow.begin();
    String token =
        flow.redeems(flow.code(newUser(Map.of()))).statusCode(200).extract().path("refresh_token");
    refresh(token, Map.of()).statusCode(400).body("error", equalTo("invalid_grant"));
    refresh(token, Map.of("client_id", CodeFlow.begin().client())).statusCode(400);
    refresh(token, Map.of("client_id", flow.client()))
        .statusCode(200)
        .body("refresh_token", notNullValue());
  }

  @Test
  void aConfidentialClientProvesItself() {
    var client = CodeFlow.newClient(Map.of("confidential", true));
    var form = Map.of("grant_type", "refresh_token", "refresh_token", "x");
    given()
        .formParams(form)
        .formParam("client_id", client.get("id"))
        .post("/oauth2/token")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("Basic"))
        .body("error", equalTo("invalid_client"));
    given()
        .auth()
        .preemptive()
        .basic(client.get("id"), client.get("secret"))
        .formParams(form)
        .post("/oauth2/token")
        .then()
        .statusCode(400)
        .body("error", equalTo("invalid_grant"));
  }

  @Test
  void revocationEndsTheSessionByEitherToken() {
    for (String which : List.of("refresh_token", "access_token")) {
      var flow = CodeFlow.begin();
      var tokens = flow.redeems(flow.code(newUser(Map.of()))).statusCode(200).extract();
      String token = tokens.path(which);
      revoke(token, CodeFlow.begin().client());
      introspect(tokens.path("refresh_token")).body("active", equalTo(true));
      revoke(token, flow.client());
      introspect(tokens.path("refresh_token")).body("active", equalTo(false));
      introspect(tokens.path("access_token")).body("active", equalTo(false));
      refresh(tokens.path("refresh_token"), Map.of("client_id", flow.client())).statusCode(400);
    }
  }

  @Test
  void introspectionTellsOfATokenOnlyThoseItConcerns() {
    String name = newUser(Map.of());
    var flow = CodeFlow.begin();
    var tokens = flow.redeems(flow.code(name)).statusCode(200).extract();
    introspect(tokens.path("access_token"))
        .body("active", equalTo(true))
        .body("username", equalTo(name))
        .body("client_id", equalTo(flow.client()))
        .body("scope", equalTo("openid"));
    var stranger = CodeFlow.newClient(Map.of("confidential", true));
    given()
        .auth()
        .preemptive()
        .basic(stranger.get("id"), stranger.get("secret"))
        .formParam("token", tokens.<String>path("access_token"))
        .post("/oauth2/introspect")
        .then()
        .statusCode(200)
        .body("active", equalTo(false))
        .body("$", not(hasKey("username")));
    given().formParam("token", "x").post("/oauth2/introspect").then().statusCode(401);
  }

  @Test
  void whatIsWrongWithTheSignInIsOnThePage() {
    String name = newUser(Map.of());
    var flow = CodeFlow.begin();
    flow.asks(flow.parameters());
    flow.person()
        .submits("/oauth2/sign-in", Map.of("name", name, "password", "not it at all"))
        .then()
        .statusCode(400)
        .body(containsString("role=\"alert\""))
        .body(not(containsString("not it at all")));
    flow.signsIn(name).then().statusCode(303);
  }

  @Test
  void aPasswordCountsAsItWasTyped() {
    String name = freshName();
    String password = " in the middle of words ";
    as(admin()).body(Map.of("name", name, "password", password)).post("/v1/users");
    var flow = CodeFlow.begin();
    flow.asks(flow.parameters());
    var typed = Map.of("name", name, "password", password.strip(), "newPassword", "");
    flow.person().submits("/oauth2/sign-in", typed).then().statusCode(400);
    String chosen = " " + PASSWORD + "  ";
    typed = Map.of("name", name, "password", password, "newPassword", chosen);
    flow.person().submits("/oauth2/sign-in", typed).then().statusCode(303);
    signIn(name, PASSWORD).statusCode(401);
    signIn(name, chosen).statusCode(200);
  }

  @Test
  void cancellingTellsTheClient() {
    var flow = CodeFlow.begin();
    flow.asks(flow.parameters());
    var answer =
        CodeFlow.answer(flow.person().submits("/oauth2/sign-in", Map.of("decision", "deny")));
    assertEquals("access_denied", answer.get("error"));
    assertEquals(ISSUER, answer.get("iss"));
  }

  private static io.restassured.response.ValidatableResponse refresh(
      String token, Map<String, String> more) {
    var form = new HashMap<>(more);
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", token);
    return given().formParams(form).post("/oauth2/token").then();
  }

  private static void revoke(String token, String client) {
    given()
        .formParams(Map.of("token", token, "client_id", client))
        .post("/oauth2/revoke")
        .then()
        .statusCode(200);
  }

  private static io.restassured.response.ValidatableResponse introspect(String token) {
    var key =
        as(admin())
            .body(Map.of("name", freshName(), "password", PASSWORD))
            .post("/v1/api-keys")
            .then()
            .statusCode(201)
            .extract();
    var answer =
        given()
            .auth()
            .preemptive()
            .basic(key.path("id"), key.path("secret"))
            .formParam("token", token)
            .post("/oauth2/introspect")
            .then()
            .statusCode(200);
    as(admin()).delete("/v1/api-keys/" + key.path("id")).then().statusCode(204);
    return answer;
  }

  private static SignedJWT verified(String token) throws ParseException, Exception {
    var jwt = SignedJWT.parse(token);
    var keys = JWKSet.parse(given().get("/oauth2/jwks").asString());
    var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey();
    Assertions.assertTrue(jwt.verify(new RSASSAVerifier(key)));
    return jwt;
  }
}
