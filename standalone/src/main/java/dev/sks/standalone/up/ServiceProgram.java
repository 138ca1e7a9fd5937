package dev.sks.standalone.up;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service as Quarkus packaged it ({@code quarkus-app}), run on one flat class path: only classes
 * of the JVM's own loader go into an archive.
 */
record ServiceProgram(String name, Path application) {
  private static final String MAIN_CLASS = "io.quarkus.runner.GeneratedMain";

  /**
   * A password's hash is 19 MiB of garbage: with room for one that is being made among the young,
   * it never gets where only a full collection finds it.
   */
  private static final Map<String, List<String>> MEMORY =
      Map.of(ServiceEnvironment.AUTH, List.of("-Xms224m", "-XX:NewRatio=1", "-XX:SurvivorRatio=2"));

  /** What Quarkus changed comes before what it changed. */
  List<Path> classPath() {
    List<Path> jars = new ArrayList<>();
    Path changed = application.resolve("quarkus/transformed-bytecode.jar");
    if (Files.exists(changed)) {
      jars.add(changed);
    }
    jars.add(application.resolve("quarkus/generated-bytecode.jar"));
    for (String folder : List.of("app", "lib/boot", "lib/main")) {
      jars.addAll(jarsIn(application.resolve(folder)));
    }
    return jars;
  }

  List<String> command(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx224m", "-Xss512k", "-XX:MaxMetaspaceSize=160m"));
    command.addAll(MEMORY.getOrDefault(name, List.of()));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Xlog:disable"));
    // The optimising compiler waits for what is hot for long: it is half the work of a start.
    command.addAll(
        List.of("-XX:Tier4InvocationThreshold=20000", "-XX:Tier4CompileThreshold=40000"));
    command.addAll(
        List.of("-XX:Tier4MinInvocationThreshold=5000", "-XX:Tier4BackEdgeThreshold=200000"));
    command.addAll(options);
    command.addAll(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED"));
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    command.add("-cp");
    command.add(
        classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(MAIN_CLASS);
    return command;
  }

  private static List<Path> jarsIn(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(path -> path.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
