package dev.sks.ui.played;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Real sockets in the place of auth-service (its JWKS) and the manager's door; where the
 * log-service would be, nobody listens.
 */
public class PeersResource implements QuarkusTestResourceLifecycleManager {

  static final String KID = "test";

  private HttpServer server;
  private ExecutorService threads;

  @Override
  public Map<String, String> start() {
    try {
      var loopback = InetAddress.getLoopbackAddress();
      KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
      server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      threads = Executors.newCachedThreadPool();
      server.setExecutor(threads);
      byte[] jwks = jwks((RSAPublicKey) keys.getPublic());
      server.createContext(
          "/oauth2/jwks",
          exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, jwks.length);
            exchange.getResponseBody().write(jwks);
            exchange.close();
          });
      server.createContext("/", new PlayedDoor());
      server.start();
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      return Map.of(
          "SKS_AUTH_URL",
          url,
          "SKS_MANAGER_URL",
          url,
          "SKS_LOGS_URL",
          "http://127.0.0.1:1",
          "test.peers",
          url,
          "test.public-key",
          Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()),
          "test.private-key",
          Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static byte[] jwks(RSAPublicKey key) {
    return """
        {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}
        """
        .formatted(KID, base64(key.getModulus()), base64(key.getPublicExponent()))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }
}
