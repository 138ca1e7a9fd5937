package dev.sks.engine;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver that is evicted, or deleted, gets SIGTERM first. */
class TerminationIT {

  @TempDir Path folder;

  @Test
  void isNoFailureToReport() throws IOException, InterruptedException {
    Path begun = folder.resolve("begun");
    String mapper =
        """
        import threading

        def mapper(words):
            open('%s', 'w').close()
            threading.Event().wait(900)
        """
            .formatted(begun);
    try (var door = new AttemptsDoor()) {
      Path attempt = new Job(door, folder).mapper(mapper).input("a b\n").write();
      Process engine = start(attempt);
      try {
        await().atMost(Duration.ofMinutes(5)).until(() -> Files.exists(begun));
        engine.destroy();
        assertTrue(engine.waitFor(2, TimeUnit.MINUTES), "it ends");
        assertEquals(128 + 15, engine.exitValue());
        assertEquals(List.of(), door.bodies("failure"));
        assertEquals(1, door.bodies("claim").size());
      } finally {
        engine.destroyForcibly();
      }
    }
  }

  private Process start(Path attempt) throws IOException {
    Path home = Path.of("target", "engine").toAbsolutePath();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + home.resolve("jvm.options"),
            "-Xmx512m",
            "-cp",
            home.resolve("lib") + "/*",
            Main.class.getName(),
            attempt.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }
}
