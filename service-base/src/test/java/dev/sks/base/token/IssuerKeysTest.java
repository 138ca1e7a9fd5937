package dev.sks.base.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerKeysTest {

  private static final Duration NEVER = Duration.ofDays(1);

  private final AtomicInteger fetched = new AtomicInteger();
  private volatile String jwks;
  private volatile int status = 200;
  private HttpServer issuer;
  @TempDir private Path folder;

  @BeforeEach
  void serve() throws Exception {
    jwks = set("one");
    issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.createContext(
        "/",
        exchange -> {
          fetched.incrementAndGet();
          byte[] body = jwks.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    issuer.start();
  }

  @AfterEach
  void stop() {
    issuer.stop(0);
  }

  private IssuerKeys keys(Duration pause) {
    String location = "http://127.0.0.1:" + issuer.getAddress().getPort() + "/";
    return new IssuerKeys(Optional.of(location), Optional.of(folder), NEVER, pause);
  }

  @Test
  void anUnknownKeyForcesOneFetchUntilThePauseIsOver() {
    var keys = keys(NEVER);
    assertTrue(keys.find("one").isPresent());
    assertFalse(keys.find("two").isPresent());
    assertFalse(keys.find("three").isPresent());
    assertEquals(1, fetched.get());
  }

  @Test
  void aNewKeyIsFoundAndARemovedOneGone() throws JoseException {
    var keys = keys(Duration.ZERO);
    assertTrue(keys.find("one").isPresent());
    jwks = set("two");
    assertTrue(keys.find("two").isPresent());
    assertFalse(keys.find("one").isPresent());
  }

  @Test
  void aFailedFetchKeepsTheOldKeys() {
    var keys = keys(Duration.ZERO);
    assertTrue(keys.find("one").isPresent());
    for (String bad : List.of("no JSON", "{}", "{\"keys\":[]}")) {
      jwks = bad;
      assertFalse(keys.find("two").isPresent());
      assertTrue(keys.find("one").isPresent());
    }
    status = 503;
    assertFalse(keys.find("two").isPresent());
    assertTrue(keys.find("one").isPresent());
  }

  @Test
  void aRestartedServiceStartsWithTheKeptKeys() throws IOException {
    assertTrue(keys(Duration.ZERO).find("one").isPresent());
    issuer.stop(0);
    var restarted = keys(Duration.ZERO);
    restarted.start(null);
    try {
      assertTrue(restarted.find("one").isPresent());
    } finally {
      restarted.stop(null);
    }
  }

  @Test
  void keysThatAreNotFetchedKeepAServiceFromStarting() {
    for (String location : List.of("/etc/sks/key.pem", "file:///etc/sks/key.pem", "http://")) {
      assertThrows(
          IllegalStateException.class,
          () -> new IssuerKeys(Optional.of(location), Optional.empty(), NEVER, NEVER),
          location);
    }
  }

  private static String set(String kid) throws JoseException {
    RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
    key.setKeyId(kid);
    return new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
  }
}
