package dev.sks.engine;

import dev.sks.engine.attempt.Attempt;
import dev.sks.engine.attempt.AttemptFiles;
import dev.sks.engine.attempt.ExitCode;
import java.io.IOException;
import java.nio.file.Path;

/** {@code Main <attempt.json>}; the exit code says how the attempt ended. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    // Not exit(): threads of Spark or of the network must not hold a finished attempt.
    Runtime.getRuntime().halt(run(arguments).number());
  }

  static ExitCode run(String... arguments) {
    if (arguments.length != 1) {
      System.err.println(
          "usage: java @<engine home>/jvm.options … dev.sks.engine.Main <attempt.json>");
      return ExitCode.DIED;
    }
    if (!JvmFlags.areThere()) {
      System.err.println("sks: " + JvmFlags.HINT);
      return ExitCode.DIED;
    }
    try {
      return new Attempt(AttemptFiles.read(Path.of(arguments[0]))).run();
    } catch (IOException e) {
      System.err.println("sks: can't start the attempt file=" + arguments[0] + " cause=" + e);
      return ExitCode.DIED;
    }
  }
}
