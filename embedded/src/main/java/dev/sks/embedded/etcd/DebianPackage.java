package dev.sks.embedded.etcd;

import dev.sks.embedded.CacheDirectory;
import dev.sks.embedded.Trees;
import dev.sks.embedded.process.Command;
import dev.sks.embedded.process.StartFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Debian's {@code etcd-server}, downloaded by apt and unpacked without being installed. */
final class DebianPackage {
  private static final System.Logger LOG = System.getLogger(DebianPackage.class.getName());
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String BINARY = "usr/bin/etcd";

  private final Path log;

  DebianPackage(Path log) {
    this.log = log;
  }

  Optional<Path> unpacked() {
    if (!Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
      return Optional.empty();
    }
    try {
      return Optional.of(CacheDirectory.folder("etcd-server-debian", this::fill).resolve(BINARY));
    } catch (StartFailed e) {
      LOG.log(System.Logger.Level.WARNING, "Could not get etcd from Debian: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  private void fill(Path folder) {
    Command apt = new Command(log, folder);
    Path state = folder.resolve("apt");
    try {
      Files.createDirectories(state.resolve("lists/partial"));
      Files.createDirectories(state.resolve("archives/partial"));
      if (apt.exitCode("apt-get", PATIENCE, apt(List.of(), "download", "etcd-server")) != 0) {
        // The machine has no package lists: fetch them into a folder of ours, which needs no root.
        List<String> options =
            List.of("-o", "Dir::State::lists=" + state + "/lists", "-o", "Dir::Cache=" + state);
        apt.run("apt-get update", PATIENCE, apt(options, "update"));
        apt.run("apt-get download", PATIENCE, apt(options, "download", "etcd-server"));
      }
      Path archive = downloaded(folder);
      apt.run(
          "dpkg-deb", PATIENCE, List.of("dpkg-deb", "-x", archive.toString(), folder.toString()));
      Files.delete(archive);
      Trees.delete(state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> apt(List<String> options, String... words) {
    List<String> command = new ArrayList<>(List.of("apt-get", "-q"));
    // As root, apt would drop to a user that can't write here.
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("-o", "APT::Sandbox::User=root"));
    }
    command.addAll(options);
    command.addAll(List.of(words));
    return command;
  }

  private Path downloaded(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(path -> path.toString().endsWith(".deb"))
          .findFirst()
          .orElseThrow(() -> new StartFailed("etcd", "apt-get downloaded nothing", log));
    }
  }
}
