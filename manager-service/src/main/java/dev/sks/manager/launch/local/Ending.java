package dev.sks.manager.launch.local;

import dev.sks.contract.Failure;
import dev.sks.contract.FailureClass;
import dev.sks.manager.launch.Observation;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Explains how an attempt ended to those who know nothing of processes. */
final class Ending {

  /** Exit codes with which the engine has said all itself. */
  private static final int COMMITTED = 0;

  private static final int REPORTED = 3;
  private static final int SUPERSEDED = 4;

  private static final int ABORT = 6;
  private static final int SIGNALLED = 128;
  private static final int UNKNOWN = -1;
  private static final int LAST_WORDS = 4096;

  private Ending() {}

  static Observation.Ended explain(AttemptFolder folder, AttemptFolder.Exit exit) {
    if (exit.code() != null) {
      return new Observation.Ended(exit.code(), ofCode(folder, exit.code()));
    }
    if (exit.signal() != null) {
      int code = SIGNALLED + exit.signal();
      return new Observation.Ended(code, ofSignal(folder, exit.signal(), code));
    }
    return new Observation.Ended(
        UNKNOWN, Failure.of(FailureClass.LOST, "The attempt's supervisor was killed."));
  }

  private static Failure ofCode(AttemptFolder folder, int code) {
    if (code == COMMITTED || code == REPORTED || code == SUPERSEDED) {
      return null;
    }
    return failure(folder, FailureClass.LOST, "The driver ended with exit code " + code, code);
  }

  private static Failure ofSignal(AttemptFolder folder, int signal, int code) {
    if (signal == ABORT && lastWords(folder.path()).contains("OutOfMemoryError")) {
      return failure(
          folder,
          FailureClass.OUT_OF_MEMORY,
          "The driver needed more than its memory (sks.launch.local.driver-memory)",
          code);
    }
    return failure(folder, FailureClass.LOST, "The driver was ended by signal " + signal, code);
  }

  private static Failure failure(AttemptFolder folder, FailureClass type, String text, int code) {
    String words = lastWords(folder.path());
    return new Failure(type, text + ".", words.isBlank() ? null : words, null, code);
  }

  private static String lastWords(Path folder) {
    String words = tail(folder.resolve("stderr"));
    return words.isBlank() ? tail(folder.resolve("stdout")) : words;
  }

  private static String tail(Path file) {
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      int length = (int) Math.min(LAST_WORDS, in.length());
      var bytes = new byte[length];
      in.seek(in.length() - length);
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
