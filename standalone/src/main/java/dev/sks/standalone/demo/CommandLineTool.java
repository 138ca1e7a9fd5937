package dev.sks.standalone.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code sks} command, as a person would run it, with a configuration of its own. */
final class CommandLineTool {
  private final Path program;
  private final Path configuration;

  CommandLineTool(Path program, Path configuration) {
    this.program = program;
    this.configuration = configuration;
  }

  /** Runs with the terminal of the caller. */
  void show(String... words) throws InterruptedException {
    finish(start(builder(words).redirectOutput(Redirect.INHERIT)), words);
  }

  /** Runs with the terminal for progress; the answer is what it printed. */
  String ask(String... words) throws InterruptedException {
    Path answer = temporary();
    try {
      finish(start(builder(words).redirectOutput(answer.toFile())), words);
      return Files.readString(answer).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(answer);
    }
  }

  /** Runs quietly with these lines on standard input: secrets never stand on a command line. */
  void tell(List<String> lines, String... words) throws InterruptedException {
    Process process =
        start(
            builder(words)
                .redirectInput(Redirect.PIPE)
                .redirectError(Redirect.PIPE)
                .redirectErrorStream(true));
    try (var in = process.getOutputStream()) {
      in.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String said = read(process);
    if (process.waitFor() != 0) {
      throw new StepFailed(command(words) + " failed:\n" + said);
    }
  }

  private static String read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder builder(String... words) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SKS_CONFIG_HOME", configuration.toString());
    return builder.redirectInput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void finish(Process process, String... words) throws InterruptedException {
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new StepFailed(command(words) + " ended with exit code " + code);
      }
    } finally {
      process.destroy();
    }
  }

  private static String command(String... words) {
    return "sks " + String.join(" ", words);
  }

  private Path temporary() {
    try {
      Files.createDirectories(configuration);
      return Files.createTempFile(configuration, "answer", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
