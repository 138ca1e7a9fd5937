package dev.sks.logs;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** Signs tokens with a key of this JVM and makes the service trust it. */
public class Tokens implements QuarkusTestResourceLifecycleManager {

  static final String ISSUER = "http://127.0.0.1:8080";
  static final String LOCATION = "mp.jwt.verify.publickey.location";
  // The service's tests and this resource live in different class loaders of one JVM.
  private static final String PRIVATE_KEY = "sks.test.private-key";

  private Path file;

  @Override
  public Map<String, String> start() {
    try {
      KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
      var encoder = Base64.getMimeEncoder();
      System.setProperty(
          PRIVATE_KEY, pem("PRIVATE", encoder.encodeToString(keys.getPrivate().getEncoded())));
      file = Files.createTempFile("sks-test-key", ".pem");
      Files.writeString(file, pem("PUBLIC", encoder.encodeToString(keys.getPublic().getEncoded())));
      return Map.of(LOCATION, file.toUri().toString());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String of(String tenant, String role) {
    return of(tenant, role, Duration.ofMinutes(10));
  }

  static String of(String tenant, String role, Duration life) {
    try {
      return Jwt.issuer(ISSUER)
          .audience("sks")
          .subject("u-1")
          .upn("ada")
          .groups(Set.of(role))
          .claim("tenant", tenant)
          .expiresIn(life)
          .sign(io.smallrye.jwt.util.KeyUtils.decodePrivateKey(System.getProperty(PRIVATE_KEY)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String kind, String body) {
    return "-----BEGIN %s KEY-----%n%s%n-----END %s KEY-----%n".formatted(kind, body, kind);
  }
}
