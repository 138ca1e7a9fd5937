package dev.sks.manager.attempts.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.manager.HandCrankedClock;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PodTokensTest {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final String ISSUER = "https://kubernetes.default.svc";
  private static RsaJsonWebKey key;
  private static RsaJsonWebKey other;

  private int reads;
  private final PodTokens tokens = at(NOW, this::keys);

  @BeforeAll
  static void generate() throws JoseException {
    key = generate("one");
    other = generate("two");
  }

  @Test
  void aTokenNamesItsPod() throws Exception {
    var pod = new PodToken("sks-acme", "sks-a-1", "u1");
    assertEquals(Optional.of(pod), tokens.verify(signed(key, claims())));
  }

  @Test
  void anotherAudienceIsNone() throws Exception {
    JwtClaims claims = claims();
    claims.setAudience("https://kubernetes.default.svc");
    assertEquals(Optional.empty(), tokens.verify(signed(key, claims)));
  }

  @Test
  void anotherIssuerIsNone() throws Exception {
    JwtClaims claims = claims();
    claims.setIssuer("https://elsewhere");
    assertEquals(Optional.empty(), tokens.verify(signed(key, claims)));
  }

  @Test
  void validOnlyInItsTime() throws Exception {
    String token = signed(key, claims());
    assertEquals(Optional.empty(), at(NOW.plusSeconds(3700), this::keys).verify(token));
    assertEquals(Optional.empty(), at(NOW.minusSeconds(100), this::keys).verify(token));
  }

  @Test
  void aTokenOfNoPodIsNone() throws Exception {
    JwtClaims claims = claims();
    claims.setClaim("kubernetes.io", Map.of("namespace", "sks-acme"));
    assertEquals(Optional.empty(), tokens.verify(signed(key, claims)));
  }

  @Test
  void anotherKeyIsNone() throws Exception {
    assertEquals(Optional.empty(), tokens.verify(signed(other, claims())));
    other.setKeyId("one");
    assertEquals(Optional.empty(), tokens.verify(signed(other, claims())));
    other.setKeyId("two");
  }

  @Test
  void unsignedOrSignedWithAPublicSecretIsNone() throws Exception {
    var unsigned = new JsonWebSignature();
    unsigned.setPayload(claims().toJson());
    unsigned.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    unsigned.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
    assertEquals(Optional.empty(), tokens.verify(unsigned.getCompactSerialization()));
    var secret = new JsonWebSignature();
    secret.setPayload(claims().toJson());
    secret.setKeyIdHeaderValue("one");
    secret.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
    secret.setKey(new HmacKey(key.getPublicKey().getEncoded()));
    assertEquals(Optional.empty(), tokens.verify(secret.getCompactSerialization()));
  }

  @Test
  void anythingElseIsNone() throws Exception {
    assertEquals(Optional.empty(), tokens.verify(null));
    assertEquals(Optional.empty(), tokens.verify(""));
    assertEquals(Optional.empty(), tokens.verify("a.b.c"));
    assertEquals(Optional.empty(), tokens.verify("x".repeat(100_000)));
  }

  @Test
  void unknownKeysAreAskedForOnceInAWhile() throws Exception {
    assertEquals(Optional.empty(), tokens.verify(signed(other, claims())));
    for (int i = 0; i < 5; i++) {
      assertThrows(IOException.class, () -> tokens.verify(signed(other, claims())));
    }
    assertEquals(1, reads);
  }

  @Test
  void aNewKeyIsNoReasonToTurnAnAttemptAway() throws Exception {
    var clock = new HandCrankedClock();
    clock.pass(Duration.between(clock.instant(), NOW));
    var published = new ArrayList<JsonWebKey>(List.of(key));
    var rotating =
        new PodTokens(new KeyCache(() -> new ClusterKeys(ISSUER, published), clock), clock);
    assertTrue(rotating.verify(signed(key, claims())).isPresent());
    published.add(other);
    assertThrows(IOException.class, () -> rotating.verify(signed(other, claims())));
    clock.pass(Duration.ofSeconds(10));
    assertTrue(rotating.verify(signed(other, claims())).isPresent());
  }

  @Test
  void earlierKeysStayInUseWhileNoneCanBeRead() throws Exception {
    var clock = new HandCrankedClock();
    clock.pass(Duration.between(clock.instant(), NOW));
    PodTokens cut =
        new PodTokens(
            new KeyCache(
                () -> {
                  if (reads > 0) {
                    throw new IOException("away");
                  }
                  return keys();
                },
                clock),
            clock);
    assertTrue(cut.verify(signed(key, claims())).isPresent());
    clock.pass(Duration.ofSeconds(11));
    assertThrows(IOException.class, () -> cut.verify(signed(other, claims())));
    JwtClaims renewed = claims();
    renewed.setJwtId("renewed");
    assertTrue(cut.verify(signed(key, renewed)).isPresent());
  }

  @Test
  void withoutKeysNothingCanBeTold() throws Exception {
    PodTokens cut =
        at(
            NOW,
            () -> {
              throw new IOException("away");
            });
    String token = signed(key, claims());
    assertThrows(IOException.class, () -> cut.verify(token));
  }

  private ClusterKeys keys() {
    reads++;
    return new ClusterKeys(ISSUER, List.of(key));
  }

  private static PodTokens at(Instant now, KeySource source) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return new PodTokens(new KeyCache(source, clock), clock);
  }

  private static JwtClaims claims() {
    var claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setAudience("sks-attempts");
    claims.setNotBefore(NumericDate.fromMilliseconds(NOW.toEpochMilli()));
    claims.setExpirationTime(NumericDate.fromMilliseconds(NOW.plusSeconds(3600).toEpochMilli()));
    claims.setClaim(
        "kubernetes.io",
        Map.of("namespace", "sks-acme", "pod", Map.of("name", "sks-a-1", "uid", "u1")));
    return claims;
  }

  private static String signed(RsaJsonWebKey by, JwtClaims claims) throws JoseException {
    var signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setKey(by.getPrivateKey());
    signature.setKeyIdHeaderValue(by.getKeyId());
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    return signature.getCompactSerialization();
  }

  private static RsaJsonWebKey generate(String id) throws JoseException {
    RsaJsonWebKey generated = RsaJwkGenerator.generateJwk(2048);
    generated.setKeyId(id);
    return generated;
  }
}
