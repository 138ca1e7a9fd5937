package dev.sks.manager.launch.local;

import dev.sks.contract.AttemptSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The engine in a JVM of its own, of the same Java as the manager's. */
@ApplicationScoped
class EngineCommand implements AttemptCommand {

  private final Path home;
  private final String memory;

  EngineCommand(
      @ConfigProperty(name = "sks.engine.home") Optional<Path> home,
      @ConfigProperty(name = "sks.launch.local.driver-memory") String memory) {
    this.home =
        home.orElseThrow(
                () -> new IllegalStateException("Set SKS_ENGINE_HOME to the engine's folder."))
            .toAbsolutePath()
            .normalize();
    this.memory = memory;
  }

  @Override
  public List<String> in(Path folder) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + home.resolve("jvm.options"));
    command.add("-Xmx" + memory);
    command.add("-XX:+UseParallelGC");
    // Not ExitOnOutOfMemoryError: its exit code 3 would say that the failure was reported.
    command.add("-XX:+CrashOnOutOfMemoryError");
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add("-XX:ErrorFile=" + folder.resolve("jvm-error"));
    Path archive = home.resolve("engine.jsa");
    if (Files.isRegularFile(archive)) {
      command.add("-Xshare:auto");
      command.add("-XX:SharedArchiveFile=" + archive);
      // A stale archive costs time, no job; the job's log need not tell.
      command.add("-Xlog:cds=off");
      command.add("-Xlog:cds+dynamic=off");
    }
    command.add("-Dfile.encoding=UTF-8");
    command.add("-Djava.io.tmpdir=" + folder.resolve("scratch"));
    command.add("-cp");
    command.add(home.resolve("lib") + "/*");
    command.add("dev.sks.engine.Main");
    command.add(folder.resolve(AttemptSpec.FILE).toString());
    return command;
  }
}
