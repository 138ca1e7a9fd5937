package dev.sks.logs;

import dev.sks.embedded.EmbeddedStack;
import dev.sks.embedded.directory.DataDirectory;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;

/** The packaged service in a JVM of its own with a small heap, to be killed. */
class LogProcess implements AutoCloseable {

  private static final String JAR = "target/quarkus-app/quarkus-run.jar";

  private final ProcessBuilder builder;
  private final int port;
  private Process process;

  LogProcess(EmbeddedStack stack, String heap, String authUrl, Path log) throws IOException {
    try (var home = DataDirectory.open(log.resolveSibling("log-service"))) {
      port = home.ports().of("log-service");
    }
    builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + heap,
                    "-jar",
                    JAR))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .directory(new File("").getAbsoluteFile());
    var environment = builder.environment();
    environment.put("SKS_LOGS_PORT", Integer.toString(port));
    environment.put(Tokens.AUTH_URL, authUrl);
    environment.put("SKS_KAFKA", stack.kafka().bootstrapServers());
    environment.put("SKS_POSTGRES", stack.postgres().host() + ":" + stack.postgres().port());
    environment.put("SKS_POSTGRES_USER", stack.postgres().user());
    environment.put("SKS_POSTGRES_PASSWORD", stack.postgres().password());
  }

  int port() {
    return port;
  }

  void start() throws IOException {
    process = builder.start();
  }

  boolean listens() {
    try (var socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends it at once, as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
