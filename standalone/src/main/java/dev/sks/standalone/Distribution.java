package dev.sks.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the parts of the product are, in a checkout that was built. */
public record Distribution(Path root) {
  private static final List<String> SERVICES =
      List.of("auth-service", "ui-service", "manager-service", "log-service");

  /** The one named by the system property {@code sks.home}, else the working directory. */
  public static Distribution here() {
    return new Distribution(
        Path.of(System.getProperty("sks.home", "")).toAbsolutePath().normalize());
  }

  /** Fails if something was not built, before anything is started. */
  public void check() {
    SERVICES.forEach(this::service);
    engine();
  }

  /** The folder of that service as Quarkus packaged it. */
  public Path service(String name) {
    return built(root.resolve(name).resolve("target/quarkus-app/quarkus-run.jar")).getParent();
  }

  /** Where JVMs keep what they learned about the classes of this build. */
  public Path archives() {
    return root.resolve("standalone/target/archives");
  }

  public Path engine() {
    return built(root.resolve("engine/target/engine"));
  }

  public Path commandLine() {
    return built(root.resolve("sks"));
  }

  /** {@code SKS_HOME}, else {@code .sks} beside the product. */
  public Path defaultData() {
    return Optional.ofNullable(System.getenv("SKS_HOME"))
        .filter(value -> !value.isBlank())
        .map(Path::of)
        .orElse(root.resolve(".sks"));
  }

  private Path built(Path path) {
    if (!Files.exists(path)) {
      throw new IllegalStateException(
          path + " is missing. Build first: mvn -DskipTests package, in " + root + ".");
    }
    return path;
  }
}
