package dev.sks.embedded.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A log a start, and the few before it as {@code .1}, {@code .2}, … */
final class LogFiles {
  private static final int KEPT = 4;
  private static final int TAIL_BYTES = 4_000;

  private LogFiles() {}

  static void rotate(Path log) throws IOException {
    if (!Files.exists(log) || Files.size(log) == 0) {
      return;
    }
    for (int n = KEPT; n > 0; n--) {
      Path from = n == 1 ? log : numbered(log, n - 1);
      if (Files.exists(from)) {
        Files.move(from, numbered(log, n), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** The last lines, for an error message. */
  static String tail(Path log) {
    if (!Files.exists(log)) {
      return "";
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - TAIL_BYTES);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path numbered(Path log, int n) {
    return log.resolveSibling(log.getFileName() + "." + n);
  }
}
