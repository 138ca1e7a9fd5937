package dev.sks.manager;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Stands where auth-service does: publishes a key and signs tokens with it. */
public class TestIssuer implements QuarkusTestResourceLifecycleManager {

  private static final RsaJsonWebKey KEY = key();
  private HttpServer server;

  /** A bearer token. */
  public static String token(String tenant, String role) {
    return token(tenant, role, right -> {}, right -> {});
  }

  /** Tokens that are right but for one thing. */
  public static List<String> wrongTokens(String tenant, String role) {
    return List.of(
        token(tenant, role, claims -> claims.setIssuer("http://elsewhere"), right -> {}),
        token(tenant, role, claims -> claims.setAudience("another"), right -> {}),
        token(tenant, role, claims -> claims.unsetClaim("sid"), right -> {}),
        token(tenant, role, right -> {}, head -> head.setHeader("typ", "JWT")),
        token(
            tenant,
            role,
            right -> {},
            head -> {
              head.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
              head.setKey(new SecretKeySpec(KEY.getPublicKey().getEncoded(), "HmacSHA256"));
            }));
  }

  private static String token(
      String tenant, String role, Consumer<JwtClaims> claim, Consumer<JsonWebSignature> head) {
    var claims = new JwtClaims();
    claims.setIssuer("http://127.0.0.1:8080");
    claims.setAudience("sks");
    claims.setSubject("u1");
    claims.setClaim("upn", "ann");
    claims.setClaim("tenant", tenant);
    claims.setStringListClaim("groups", List.of(role));
    claims.setClaim("sid", "s1");
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(10);
    claim.accept(claims);
    var signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setKey(KEY.getPrivateKey());
    signature.setKeyIdHeaderValue(KEY.getKeyId());
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    signature.setHeader("typ", "at+jwt");
    head.accept(signature);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] keys = new JsonWebKeySet(KEY).toJson().getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/oauth2/jwks",
        exchange -> {
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    server.start();
    return Map.of("SKS_AUTH_URL", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  private static RsaJsonWebKey key() {
    try {
      RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId("test");
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
