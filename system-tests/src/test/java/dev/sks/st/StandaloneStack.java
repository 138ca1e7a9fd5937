package dev.sks.st;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sks.embedded.directory.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** A standalone in a process of its own, with its data below {@code target/}. */
final class StandaloneStack implements Stack {

  /** The checkout. */
  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static final Duration READY = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static StandaloneStack shared;

  private final Path data;
  private final int port;
  private final Process process;
  private final Path output;

  private StandaloneStack(Path data, int port) throws IOException {
    this.data = data;
    this.port = port;
    this.output = data.resolveSibling(data.getFileName() + ".out");
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dsks.home=" + ROOT,
                    "-jar",
                    ROOT.resolve("standalone/target/standalone.jar").toString(),
                    "up",
                    "--data",
                    data.toString(),
                    "--port",
                    Integer.toString(port)))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(output.toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    awaitReady();
  }

  /** The stack all tests of this JVM share; started at the first call. */
  static synchronized StandaloneStack shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  /** A stack with new data. */
  static StandaloneStack start() {
    try {
      Path parent = Files.createDirectories(Path.of("target", "standalone").toAbsolutePath());
      Path data = Files.createTempDirectory(parent, "st-");
      return new StandaloneStack(data, freePort(data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort(Path data) {
    try (var home = DataDirectory.open(data)) {
      return home.ports().of("ui-service");
    }
  }

  /** A stack that goes on with this one's data; this one must have ended. */
  StandaloneStack startAgain() {
    try {
      return new StandaloneStack(data, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the launcher as a crash would, and waits until all it had started is gone. */
  void killLauncher() {
    var children =
        StreamSupport.stream(state().path("processes").spliterator(), false)
            .map(entry -> entry.path("pid").asLong())
            .toList();
    process.destroyForcibly();
    await("end of the launcher's children")
        .atMost(Duration.ofMinutes(3))
        .until(() -> children.stream().noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
  }

  @Override
  public String url() {
    return state().path("url").asText();
  }

  @Override
  public String adminPassword() {
    String password = UUID.randomUUID().toString();
    Tenant.changeSecret(url(), "admin", firstAdminSecret(), password);
    return password;
  }

  /** As the launcher prints it, a moment after {@code standalone.json} says what runs. */
  private String firstAdminSecret() {
    var line = Pattern.compile("one-time secret: *(\\S+)\\n");
    return await("the first admin's secret")
        .atMost(Duration.ofMinutes(2))
        .until(() -> line.matcher(output()).results().findFirst(), Optional::isPresent)
        .orElseThrow()
        .group(1);
  }

  /** The internal address of one of the services. */
  String url(String service) {
    var ports = new Properties();
    try (var kept = Files.newBufferedReader(data.resolve("ports.properties"))) {
      ports.load(kept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "http://127.0.0.1:" + ports.getProperty(service);
  }

  long pid(String name) {
    return state().path("processes").path(name).path("pid").asLong();
  }

  /** Ends a process of the stack as a crash would, and waits until the launcher replaced it. */
  void killAndAwaitRestart(String name) {
    long pid = pid(name);
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    await("restart of " + name)
        .atMost(Duration.ofMinutes(5))
        .until(() -> pid(name) != pid && ProcessHandle.of(pid(name)).isPresent());
  }

  /** Stops a process where it is: it is there, but answers nothing until it goes on. */
  void pause(String name) {
    signal("STOP", name);
  }

  void resume(String name) {
    signal("CONT", name);
  }

  private void signal(String signal, String name) {
    try {
      int code =
          new ProcessBuilder("kill", "-" + signal, Long.toString(pid(name))).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("kill -" + signal + " " + name + " ended with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A folder of its data. */
  Path folder(String name) {
    return data.resolve(name);
  }

  Path log(String name) {
    return data.resolve("logs").resolve(name + ".log");
  }

  private JsonNode state() {
    try {
      return JSON.readTree(data.resolve("standalone.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String output() {
    try {
      return Files.readString(output, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    await("the standalone is ready")
        .atMost(READY)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException("the launcher ended:\n" + output());
              }
              return Files.exists(data.resolve("standalone.json"))
                  && state().path("pid").asLong() == process.pid();
            });
  }

  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
