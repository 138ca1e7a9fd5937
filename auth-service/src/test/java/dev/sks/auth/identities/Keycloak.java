package dev.sks.auth.identities;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real Keycloak with the realm {@code company}, configured as the provider of that name. */
public class Keycloak implements QuarkusTestResourceLifecycleManager {

  private static final Path UNPACKED = Path.of("target", "keycloak");
  private static final Path LOG = UNPACKED.resolve("keycloak.log");
  private static final Pattern DOOR = Pattern.compile("Listening on: (http://\\S+)");
  private static final Duration START = Duration.ofMinutes(10);

  private Process process;
  private Path secret;

  @Override
  public Map<String, String> start() {
    try {
      run();
      secret =
          Files.writeString(Files.createTempFile("sks-client", null), "a-secret-of-the-client\n");
      String door =
          await()
              .atMost(START)
              .pollInterval(Duration.ofMillis(250))
              .until(this::door, Optional::isPresent)
              .orElseThrow();
      String realm = door + "/realms/company";
      await().atMost(START).ignoreExceptions().until(() -> isWarm(realm));
      return Map.of(
          "sks.providers.company.type", "oidc",
          "sks.providers.company.label", "The Company",
          "sks.providers.company.issuer", realm,
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

  private void run() throws IOException {
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
            "--http-port=0",
            "--db=dev-mem",
            "--cache=local",
            "--import-realm");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
    builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    process = builder.redirectErrorStream(true).redirectOutput(LOG.toFile()).start();
  }

  private Optional<String> door() throws IOException {
    String log = Files.readString(LOG);
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "Keycloak ended with status " + process.exitValue() + " and said:\n" + log);
    }
    return DOOR.matcher(log).results().map(found -> found.group(1)).findFirst();
  }

  /** The first answer of each endpoint takes longer than the service waits for one. */
  private static boolean isWarm(String realm) {
    String endpoints = realm + "/protocol/openid-connect";
    return given().get(realm + "/.well-known/openid-configuration").statusCode() == 200
        && given().get(endpoints + "/certs").statusCode() == 200
        && List.of(400, 401)
            .contains(
                given()
                    .auth()
                    .preemptive()
                    .basic("sks", "wrong")
                    .formParams(Map.of("grant_type", "authorization_code", "code", "none"))
                    .post(endpoints + "/token")
                    .statusCode());
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
}
