package dev.sks.logs;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/** Stands where auth-service does: publishes a key of this JVM and signs tokens with it. */
public class Tokens implements QuarkusTestResourceLifecycleManager {

  static final String AUTH_URL = "SKS_AUTH_URL";

  private static final String ISSUER = "http://127.0.0.1:8080";
  private static final String KID = "test";
  // The service's tests and this resource live in different class loaders of one JVM.
  private static final String KEY = "sks.test.key";

  private HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId(KID);
      System.setProperty(KEY, key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
      byte[] jwks = new JsonWebKeySet(key).toJson().getBytes(StandardCharsets.UTF_8);
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/oauth2/jwks",
          exchange -> {
            exchange.sendResponseHeaders(200, jwks.length);
            exchange.getResponseBody().write(jwks);
            exchange.close();
          });
      server.start();
      return Map.of(AUTH_URL, "http://127.0.0.1:" + server.getAddress().getPort());
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  static String of(String tenant, String role) {
    return of(tenant, role, Duration.ofMinutes(10));
  }

  static String of(String tenant, String role, Duration life) {
    return sign(claims(tenant, role, life).claim("sid", "s-1"), "at+jwt");
  }

  /** Tokens that are right but for one thing. */
  static List<String> wrong(String tenant, String role) {
    var life = Duration.ofMinutes(10);
    return List.of(
        sign(claims(tenant, role, life).claim("sid", "s-1").issuer("http://elsewhere"), "at+jwt"),
        sign(claims(tenant, role, life).claim("sid", "s-1").audience("another"), "at+jwt"),
        sign(claims(tenant, role, life), "at+jwt"),
        sign(claims(tenant, role, life).claim("sid", "s-1"), "JWT"),
        claims(tenant, role, life)
            .claim("sid", "s-1")
            .jws()
            .type("at+jwt")
            .keyId(KID)
            .algorithm(SignatureAlgorithm.HS256)
            .sign(new SecretKeySpec(key().getPublicKey().getEncoded(), "HmacSHA256")));
  }

  private static JwtClaimsBuilder claims(String tenant, String role, Duration life) {
    return Jwt.issuer(ISSUER)
        .audience("sks")
        .subject("u-1")
        .upn("ada")
        .groups(Set.of(role))
        .claim("tenant", tenant)
        .expiresIn(life);
  }

  private static String sign(JwtClaimsBuilder claims, String type) {
    return claims.jws().type(type).keyId(KID).sign(key().getPrivateKey());
  }

  private static RsaJsonWebKey key() {
    try {
      return (RsaJsonWebKey) JsonWebKey.Factory.newJwk(System.getProperty(KEY));
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
