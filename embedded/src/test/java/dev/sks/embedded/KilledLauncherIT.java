package dev.sks.embedded;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledLauncherIT {
  @TempDir Path directory;

  @Test
  void childrenEndWithALauncherThatIsKilled() throws Exception {
    Process launcher =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      String line = new BufferedReader(new InputStreamReader(launcher.getInputStream())).readLine();
      List<ProcessHandle> children =
          Stream.of(line.split(" ")).map(Long::valueOf).flatMap(this::withDescendants).toList();
      assertEquals(3, line.split(" ").length, line);

      launcher.destroyForcibly();

      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    } finally {
      launcher.destroyForcibly();
    }
  }

  private Stream<ProcessHandle> withDescendants(long pid) {
    ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(child), child.descendants());
  }

  /** Starts all, tells the pids and waits to be killed. */
  static final class Launcher {
    public static void main(String[] args) throws Exception {
      EmbeddedStack stack =
          EmbeddedStack.in(Path.of(args[0])).withPostgres().withKafka().withEtcd().start();
      System.out.println(
          String.join(" ", stack.components().stream().map(c -> String.valueOf(c.pid())).toList()));
      System.in.read();
    }
  }
}
