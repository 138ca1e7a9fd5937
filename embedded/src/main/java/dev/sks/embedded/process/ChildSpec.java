package dev.sks.embedded.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to run: output goes to {@code <home>/logs/<name>.log}, the pid to {@code
 * <home>/run/<name>.pid}.
 *
 * @param environment added to the launcher's own
 * @param stopSignal name without {@code SIG} of what asks the process to end
 * @param grace time between asking and SIGKILL
 */
public record ChildSpec(
    String name,
    Path home,
    List<String> command,
    Map<String, String> environment,
    String stopSignal,
    Duration grace) {

  public ChildSpec(String name, Path home, List<String> command) {
    this(name, home, command, Map.of(), "TERM", Duration.ofSeconds(10));
  }

  public ChildSpec with(Map<String, String> environment) {
    return new ChildSpec(name, home, command, environment, stopSignal, grace);
  }

  public ChildSpec stoppedBy(String signal, Duration grace) {
    return new ChildSpec(name, home, command, environment, signal, grace);
  }

  public Path log() {
    return home.resolve("logs").resolve(name + ".log");
  }

  public Path pidFile() {
    return home.resolve("run").resolve(name + ".pid");
  }
}
