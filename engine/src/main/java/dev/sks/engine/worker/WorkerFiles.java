package dev.sks.engine.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The workers' own sources, out of the jar, and the user's. */
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

  /** The script that starts a worker. */
  static Path start(Path scratch) {
    return scratch.resolve("python").resolve(START);
  }

  static void unpack(Path scratch) throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("python/sks_worker")).getParent();
    copy(START, folder);
    for (String module : MODULES) {
      copy("sks_worker/" + module + ".py", folder);
    }
  }

  /** The user's sources; a streaming program's may be commands. */
  static void write(Map<String, String> sources, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (var source : sources.entrySet()) {
      Path file = Files.writeString(folder.resolve(source.getKey()), source.getValue());
      if (!file.toFile().setExecutable(true)) {
        throw new IOException("can't make a program's file executable name=" + source.getKey());
      }
    }
  }

  private static void copy(String name, Path folder) throws IOException {
    try (var source = WorkerFiles.class.getResourceAsStream("/python/" + name)) {
      Files.write(folder.resolve(name), source.readAllBytes());
    }
  }
}
