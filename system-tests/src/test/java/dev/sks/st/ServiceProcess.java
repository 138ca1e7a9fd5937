package dev.sks.st;

import dev.sks.embedded.Component;
import dev.sks.embedded.directory.DataDirectory;
import dev.sks.embedded.process.ChildSpec;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A service as it was built, run as a container would. */
record ServiceProcess(
    String name, DataDirectory home, String address, Map<String, String> environment)
    implements Component {

  @Override
  public void prepare() {
    home.ports().claim(name, "127.0.0.1");
  }

  @Override
  public ChildSpec command() {
    Path program = StandaloneStack.ROOT.resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
    return new ChildSpec(
            name,
            home.path(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                program.toString()))
        .with(environment)
        .stoppedBy("TERM", Duration.ofSeconds(20));
  }

  @Override
  public boolean ready() {
    try {
      return RestAssured.get(address + "/q/health/ready").statusCode() == 200;
    } catch (Exception e) {
      // Nobody listens yet: the caller asks again until its deadline.
      return false;
    }
  }

  @Override
  public Duration probeInterval() {
    return Duration.ofMillis(300);
  }

  @Override
  public Duration startTimeout() {
    return Duration.ofMinutes(4);
  }
}
