package dev.sks.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that does one thing and ends. Its output is appended to a log. */
public final class Command {
  private final Path log;
  private final Path directory;

  public Command(Path log, Path directory) {
    this.log = log;
    this.directory = directory;
  }

  /** Runs and waits; anything but exit code 0 in time is a {@link StartFailed}. */
  public void run(String name, Duration atMost, List<String> command) {
    int code = exitCode(name, atMost, command);
    if (code != 0) {
      throw new StartFailed(name, "it ended with exit code " + code, log);
    }
  }

  public int exitCode(String name, Duration atMost, List<String> command) {
    try {
      Files.createDirectories(log.getParent());
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(Redirect.appendTo(log.toFile()))
              .start();
      if (process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      throw new StartFailed(name, "it took more than " + atMost.toSeconds() + " seconds", log);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not run " + command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed(name, "waiting for it was interrupted", log);
    }
  }
}
