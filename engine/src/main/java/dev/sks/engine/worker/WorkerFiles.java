package dev.sks.engine.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The workers' own sources, out of the jar. */
final class WorkerFiles {

  private static final String START = "start.py";
  private static final List<String> MODULES =
      List.of(
          "__init__",
          "channel",
          "emitting",
          "keys",
          "mapping",
          "memory",
          "reducing",
          "results",
          "server",
          "streaming",
          "usercode");

  private WorkerFiles() {}

  /** Returns the script that starts a worker. */
  static Path unpack(Path scratch) throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("python"));
    Files.createDirectories(folder.resolve("sks_worker"));
    copy(START, folder);
    for (String module : MODULES) {
      copy("sks_worker/" + module + ".py", folder);
    }
    return folder.resolve(START);
  }

  private static void copy(String name, Path folder) throws IOException {
    try (var source = WorkerFiles.class.getResourceAsStream("/python/" + name)) {
      Files.write(folder.resolve(name), source.readAllBytes());
    }
  }
}
