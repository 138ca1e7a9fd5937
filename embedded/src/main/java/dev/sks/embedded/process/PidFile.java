package dev.sks.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A process and its guard, each as pid and start time, so that a later launcher can tell its
 * forerunner's children from strangers that got the same pid.
 */
public final class PidFile {
  private static final System.Logger LOG = System.getLogger(PidFile.class.getName());
  private static final Duration CLOCK_DRIFT = Duration.ofSeconds(2);
  private static final Duration GRACE = Duration.ofSeconds(12);

  private PidFile() {}

  static void write(Path file, long... pids) throws IOException {
    StringBuilder text = new StringBuilder();
    for (long pid : pids) {
      Optional<Instant> started = ProcessHandle.of(pid).flatMap(h -> h.info().startInstant());
      started.ifPresent(at -> text.append(pid).append(' ').append(at).append('\n'));
    }
    Files.writeString(file, text);
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends whatever a launcher that is gone left alive in this directory, and waits until it is. */
  public static void endLeftOvers(Path home) throws IOException {
    Path run = home.resolve("run");
    if (!Files.isDirectory(run)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> entries = Files.list(run)) {
      files = entries.filter(path -> path.toString().endsWith(".pid")).toList();
    }
    for (Path file : files) {
      List<ProcessHandle> alive = Files.readAllLines(file).stream().flatMap(PidFile::read).toList();
      // A guard passes SIGTERM on to its child in the way the child wants to be stopped.
      alive.forEach(ProcessHandle::destroy);
      alive.forEach(handle -> end(file, handle));
      delete(file);
    }
  }

  private static Stream<ProcessHandle> read(String line) {
    String[] parts = line.split(" ");
    Instant started = Instant.parse(parts[1]);
    return ProcessHandle.of(Long.parseLong(parts[0]))
        .filter(handle -> handle.info().startInstant().filter(at -> near(at, started)).isPresent())
        .stream();
  }

  private static boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(CLOCK_DRIFT) <= 0;
  }

  private static void end(Path file, ProcessHandle handle) {
    LOG.log(
        System.Logger.Level.INFO,
        "Ending what an earlier launcher left name={0} pid={1}",
        file.getFileName(),
        String.valueOf(handle.pid()));
    try {
      handle.onExit().get(GRACE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      handle.destroyForcibly();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Could not end process " + handle.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
