package dev.sks.embedded.postgres;

import dev.sks.embedded.directory.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A random password in a file only its owner reads, made at first use. */
record SuperuserPassword(Path file) {
  private static final int BYTES = 24;

  String value() {
    try {
      return Files.readString(made()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read PostgreSQL's password", e);
    }
  }

  /** The file, which is there now. */
  synchronized Path made() {
    try {
      if (!Files.exists(file)) {
        make();
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write PostgreSQL's password", e);
    }
  }

  private void make() throws IOException {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    SecretFile.write(file, HexFormat.of().formatHex(bytes));
  }
}
