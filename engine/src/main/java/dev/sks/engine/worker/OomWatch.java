package dev.sks.engine.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the kernel has killed for memory since this was made, here or in this container. */
final class OomWatch {

  private static final List<Path> COUNTS =
      List.of(
          Path.of("/sys/fs/cgroup/memory.events"),
          Path.of("/sys/fs/cgroup/memory/memory.oom_control"),
          Path.of("/proc/vmstat"));

  private final long before = killed();

  boolean hasKilled() {
    return killed() > before;
  }

  private static long killed() {
    return COUNTS.stream().filter(Files::isReadable).mapToLong(OomWatch::killed).sum();
  }

  private static long killed(Path counts) {
    try (var lines = Files.lines(counts)) {
      return lines
          .filter(line -> line.startsWith("oom_kill "))
          .mapToLong(line -> Long.parseLong(line.substring("oom_kill ".length()).strip()))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
