package dev.sks.auth.identities;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Keycloak with the realm {@code company}, configured as the provider of that name. */
public class Keycloak implements QuarkusTestResourceLifecycleManager {

  private static final Path UNPACKED = Path.of("target", "keycloak");
  private static final Duration START = Duration.ofMinutes(4);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Process process;
  private Path secret;

  @Override
  public Map<String, String> start() {
    try {
      int port = freePort();
      String issuer = "http://127.0.0.1:%d/realms/company".formatted(port);
      run(port);
      secret =
          Files.writeString(Files.createTempFile("sks-client", null), "a-secret-of-the-client\n");
      await().atMost(START).pollInterval(Duration.ofMillis(250)).until(() -> isUp(issuer));
      return Map.of(
          "sks.providers.company.type", "oidc",
          "sks.providers.company.label", "The Company",
          "sks.providers.company.issuer", issuer,
          "sks.providers.company.client-id", "sks",
          "sks.providers.company.client-secret-file", secret.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    try {
      if (process != null) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().get(30, TimeUnit.SECONDS);
      }
      if (secret != null) {
        Files.deleteIfExists(secret);
      }
    } catch (Exception e) {
      throw new IllegalStateException("Keycloak did not stop", e);
    }
  }

  private void run(int port) throws IOException {
    Path home = home();
    Path realms = Files.createDirectories(home.resolve("data").resolve("import"));
    Files.copy(
        Path.of("src", "test", "resources", "keycloak-realm.json"),
        realms.resolve("company.json"),
        StandardCopyOption.REPLACE_EXISTING);
    var builder =
        new ProcessBuilder(
            "sh",
            home.resolve("bin").resolve("kc.sh").toString(),
            "start-dev",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--db=dev-mem",
            "--cache=local",
            "--import-realm");
    builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
    builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(UNPACKED.resolve("keycloak.log").toFile())
            .start();
  }

  private boolean isUp(String issuer) throws InterruptedException {
    if (!process.isAlive()) {
      throw new IllegalStateException("Keycloak ended: see target/keycloak/keycloak.log");
    }
    var request =
        HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path home() throws IOException {
    try (Stream<Path> folders = Files.list(UNPACKED)) {
      return folders
          .filter(Files::isDirectory)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no Keycloak in " + UNPACKED))
          .toAbsolutePath();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
