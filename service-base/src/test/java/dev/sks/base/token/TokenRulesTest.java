package dev.sks.base.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sks.base.revocation.EndedSessions;
import io.smallrye.jwt.auth.principal.ParseException;
import java.security.Key;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenRulesTest {

  private static final String ISSUER = "http://issuer";
  private static final RsaJsonWebKey KEY = rsa();
  private static final RsaJsonWebKey STRANGERS = rsa();

  private final TokenRules rules = new TokenRules(new EndedSessions(), ISSUER, "sks");

  private static RsaJsonWebKey rsa() {
    try {
      return RsaJwkGenerator.generateJwk(2048);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Key> find(String kid) {
    return Optional.ofNullable(kid).map(Map.<String, Key>of("ours", KEY.getPublicKey())::get);
  }

  private static String token(Consumer<JwtClaims> claim, Consumer<JsonWebSignature> head) {
    var claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setAudience("sks");
    claims.setSubject("u-1");
    claims.setClaim("sid", "s-1");
    claims.setExpirationTimeMinutesInTheFuture(10);
    claim.accept(claims);
    var signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setKey(KEY.getPrivateKey());
    signature.setKeyIdHeaderValue("ours");
    signature.setHeader("typ", "at+jwt");
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    head.accept(signature);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Arguments claims(String what, Consumer<JwtClaims> claim) {
    return arguments(what, token(claim, signature -> {}));
  }

  private static Arguments head(String what, Consumer<JsonWebSignature> head) {
    return arguments(what, token(claims -> {}, head));
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        claims("another issuer", claims -> claims.setIssuer("http://elsewhere")),
        claims("no issuer", claims -> claims.unsetClaim("iss")),
        claims("another audience", claims -> claims.setAudience("another")),
        claims("no audience", claims -> claims.unsetClaim("aud")),
        claims("no subject", claims -> claims.unsetClaim("sub")),
        claims("no session", claims -> claims.unsetClaim("sid")),
        claims("over", claims -> claims.setExpirationTimeMinutesInTheFuture(-1)),
        claims("without end", claims -> claims.unsetClaim("exp")),
        head("an ID token", signature -> signature.setHeader("typ", "JWT")),
        head("no type", signature -> signature.getHeaders().setStringHeaderValue("typ", null)),
        head("no key", signature -> signature.getHeaders().setStringHeaderValue("kid", null)),
        head("another key", signature -> signature.setKeyIdHeaderValue("theirs")),
        head("another's signature", signature -> signature.setKey(STRANGERS.getPrivateKey())),
        head(
            "another algorithm",
            signature ->
                signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_PSS_USING_SHA256)),
        head(
            "the public key as a secret",
            signature -> {
              signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
              signature.setKey(new SecretKeySpec(KEY.getPublicKey().getEncoded(), "HmacSHA256"));
            }),
        head(
            "no signature",
            signature -> {
              signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
              signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
              signature.setKey(null);
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void isRefused(String what, String token) {
    assertThrows(ParseException.class, () -> rules.check(token, TokenRulesTest::find), what);
  }

  @Test
  void oursIsBelieved() throws ParseException {
    String token = token(claims -> {}, signature -> {});
    assertEquals("u-1", rules.check(token, TokenRulesTest::find).getSubject());
  }
}
