package dev.sks.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of {@code sks} in a JVM of its own, with a small heap. */
final class ChildRun {

  private final Process process;
  private final Path output;

  private ChildRun(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static ChildRun of(TestRun.User user, Path output, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
    command.add("dev.sks.cli.Main");
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().put("SKS_CONFIG_HOME", user.config().toString());
    builder.environment().put("SKS_SERVER", user.server());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    return new ChildRun(builder.start(), output);
  }

  /** Its exit status and all it printed. */
  TestRun end() throws IOException, InterruptedException {
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + Files.readString(output));
    }
    return new TestRun(process.exitValue(), Files.readString(output), "");
  }
}
