package dev.sks.auth.tokens;

import static dev.sks.auth.Door.PASSWORD;
import static dev.sks.auth.Door.admin;
import static dev.sks.auth.Door.as;
import static dev.sks.auth.Door.newUser;
import static dev.sks.auth.Door.signIn;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TokensIT {

  private static final String ISSUER = "http://127.0.0.1:8080";

  @Inject KeyFile file;
  @Inject SigningKeyStore store;
  @Inject KeyRing ring;
  @Inject Clock clock;

  @Test
  void theJwksVerifiesATokenAndItsClaimsAreThere() throws Exception {
    String name = newUser(Map.of("tenant", "physics", "role", "viewer"));
    String token = signIn(name, PASSWORD).extract().path("accessToken");
    var keys = new JsonWebKeySet(jwks());
    var claims =
        new JwtConsumerBuilder()
            .setJwsAlgorithmConstraints(ConstraintType.PERMIT, "RS256")
            .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
            .setExpectedIssuer(ISSUER)
            .setExpectedAudience("sks")
            .setRequireJwtId()
            .setRequireExpirationTime()
            .build()
            .processToClaims(token);
    assertEquals(name, claims.getClaimValueAsString("upn"));
    assertEquals(name, claims.getClaimValueAsString("preferred_username"));
    assertEquals("physics", claims.getClaimValueAsString("tenant"));
    assertEquals(List.of("viewer"), claims.getStringListClaimValue("groups"));
    assertEquals(36, claims.getSubject().length());
    assertEquals(600, claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue());
  }

  @Test
  void theJwksHoldsNoPrivateKey() {
    assertEquals(
        Set.of("kty", "kid", "use", "alg", "n", "e"),
        given().get("/oauth2/jwks").jsonPath().getMap("keys[0]").keySet());
  }

  @Test
  void forgedTokensAreRefused() throws Exception {
    assertRefused(unsigned());
    var publicKey = (PublicJsonWebKey) new JsonWebKeySet(jwks()).getJsonWebKeys().get(0);
    String kid = publicKey.getKeyId();
    for (byte[] secret :
        List.of(publicKey.getPublicKey().getEncoded(), jwks().getBytes(StandardCharsets.UTF_8))) {
      assertRefused(
          admins()
              .jws()
              .type("at+jwt")
              .algorithm(SignatureAlgorithm.HS256)
              .keyId(kid)
              .sign(new SecretKeySpec(secret, "HmacSHA256")));
    }
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var foreign = generator.generateKeyPair();
    assertRefused(signed(admins(), kid, foreign.getPrivate()));
    assertRefused(signed(admins(), "a-kid-of-nobody", foreign.getPrivate()));
    // A key the token brings itself, or says where to get.
    var brought = new RsaJsonWebKey((RSAPublicKey) foreign.getPublic());
    for (var header :
        Map.of(
                "jwk", brought.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY),
                "jku", "http://127.0.0.1:1/jwks",
                "x5u", "http://127.0.0.1:1/cert")
            .entrySet()) {
      assertRefused(
          admins()
              .jws()
              .type("at+jwt")
              .algorithm(SignatureAlgorithm.RS256)
              .keyId("a-kid-of-nobody")
              .header(header.getKey(), header.getValue())
              .sign(foreign.getPrivate()));
    }
  }

  @Test
  void withoutATokenNoneIsSaidToBeWrong() {
    given().get("/v1/users").then().statusCode(401).header("WWW-Authenticate", "Bearer");
  }

  @Test
  void ownTokensOfAnotherTimeAudienceOrIssuerAreRefused() {
    var keys = ring.signer();
    assertAccepted(signed(admins(), keys.kid(), keys.signing()));
    long now = Instant.now().getEpochSecond();
    assertRefused(signed(admins().expiresAt(now - 120), keys.kid(), keys.signing()));
    assertRefused(signed(admins().audience("others"), keys.kid(), keys.signing()));
    assertRefused(signed(admins().issuer("http://elsewhere"), keys.kid(), keys.signing()));
    assertRefused(signed(admins().claim("nbf", now + 120), keys.kid(), keys.signing()));
    assertRefused(signed(admins(), "", keys.signing()));
    assertRefused(signed(ofNoSession(), keys.kid(), keys.signing()));
    assertRefused(admins().jws().type("JWT").keyId(keys.kid()).sign(keys.signing()));
  }

  @Test
  void theNextStartFindsTheSameKey() throws Throwable {
    var other = new KeyPairs(new KeyWrap(file.read())).create(Instant.now(), Instant.now());
    var rows = VertxContextSupport.subscribeAndAwait(() -> store.allOrFirst(other));
    assertNotEquals(other.kid, rows.get(0).kid);
    var next = new KeyRing(file, store, clock);
    next.load(null);
    assertEquals(ring.signer(), next.signer());
  }

  @Test
  void discoverySaysWhatThereIs() {
    for (String name : List.of("openid-configuration", "oauth-authorization-server")) {
      given()
          .get("/.well-known/" + name)
          .then()
          .statusCode(200)
          .body("issuer", equalTo(ISSUER))
          .body("jwks_uri", endsWith("/oauth2/jwks"))
          .body("token_endpoint", endsWith("/oauth2/token"));
    }
  }

  @Test
  void itIsReady() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> given().get("/q/health/ready").statusCode() == 200);
    given().get("/q/health/live").then().statusCode(200);
  }

  private static JwtClaimsBuilder admins() {
    byte[] claims = Base64.getUrlDecoder().decode(admin().split("\\.")[1]);
    String session = JsonPath.from(new String(claims, StandardCharsets.UTF_8)).getString("sid");
    return ofNoSession().claim("sid", session);
  }

  private static JwtClaimsBuilder ofNoSession() {
    String admin = as(admin()).get("/v1/me").path("id");
    long now = Instant.now().getEpochSecond();
    return Jwt.issuer(ISSUER)
        .audience("sks")
        .subject(admin)
        .upn("admin")
        .claim("tenant", "admin")
        .groups("admin")
        .claim("jti", UUID.randomUUID().toString())
        .issuedAt(now - 300)
        .expiresAt(now + 300);
  }

  private static String signed(JwtClaimsBuilder claims, String kid, PrivateKey key) {
    return claims.jws().type("at+jwt").algorithm(SignatureAlgorithm.RS256).keyId(kid).sign(key);
  }

  private static String unsigned() {
    String[] parts = admin().split("\\.");
    String header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                "{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes(StandardCharsets.UTF_8));
    return header + "." + parts[1] + ".";
  }

  private static String jwks() {
    return given().get("/oauth2/jwks").then().statusCode(200).extract().asString();
  }

  private static void assertAccepted(String token) {
    as(token).get("/v1/users").then().statusCode(200);
  }

  private static void assertRefused(String token) {
    as(token)
        .get("/v1/users")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
        .body("code", equalTo("unauthenticated"));
  }
}
