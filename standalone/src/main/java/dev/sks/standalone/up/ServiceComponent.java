package dev.sks.standalone.up;

import dev.sks.embedded.Component;
import dev.sks.embedded.directory.DataDirectory;
import dev.sks.embedded.process.ChildSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** One of the four services: a JVM of its own, ready when it says so. */
final class ServiceComponent implements Component {
  private static final Duration PROBE_PATIENCE = Duration.ofSeconds(3);

  private final String name;
  private final ServiceProgram program;
  private final ClassArchive archive;
  private final DataDirectory home;
  private final URI address;
  private final Map<String, String> environment;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PROBE_PATIENCE).build();

  ServiceComponent(
      ServiceProgram program,
      ClassArchive archive,
      DataDirectory home,
      URI address,
      Map<String, String> environment) {
    this.name = program.name();
    this.program = program;
    this.archive = archive;
    this.home = home;
    this.address = address;
    this.environment = environment;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void prepare() {
    home.ports().claim(name, environment.get("SKS_BIND"));
  }

  @Override
  public ChildSpec command() {
    return new ChildSpec(name, home.path(), program.command(archive.options()))
        .with(environment)
        .stoppedBy("TERM", Duration.ofSeconds(20));
  }

  @Override
  public void ended(int exitCode) {
    archive.keep(exitCode);
  }

  @Override
  public Duration probeInterval() {
    return Duration.ofMillis(200);
  }

  @Override
  public Duration startTimeout() {
    return Duration.ofMinutes(4);
  }

  @Override
  public boolean ready() {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/q/health/ready")).timeout(PROBE_PATIENCE).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
