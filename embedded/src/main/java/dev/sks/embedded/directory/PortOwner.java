package dev.sks.embedded.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who likely listens on a port, as far as Linux lets this user see. */
final class PortOwner {
  private static final String LISTEN = "0A";

  private PortOwner() {}

  static Optional<String> of(int port) {
    Set<String> sockets =
        Stream.of("/proc/net/tcp", "/proc/net/tcp6")
            .flatMap(table -> lines(Path.of(table)))
            .map(line -> line.strip().split("\\s+"))
            .filter(row -> row.length > 9 && LISTEN.equals(row[3]))
            .filter(row -> row[1].endsWith(":" + String.format("%04X", port)))
            .map(row -> "socket:[" + row[9] + "]")
            .collect(Collectors.toSet());
    return ProcessHandle.allProcesses()
        .filter(process -> holdsOne(process.pid(), sockets))
        .findFirst()
        .map(
            process ->
                "process "
                    + process.pid()
                    + process.info().command().map(c -> " (" + c + ")").orElse(""));
  }

  private static Stream<String> lines(Path table) {
    try {
      return Files.readAllLines(table).stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static boolean holdsOne(long pid, Set<String> sockets) {
    List<Path> descriptors;
    try (Stream<Path> entries = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
      descriptors = entries.toList();
    } catch (IOException e) {
      return false;
    }
    return descriptors.stream().anyMatch(descriptor -> sockets.contains(target(descriptor)));
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
