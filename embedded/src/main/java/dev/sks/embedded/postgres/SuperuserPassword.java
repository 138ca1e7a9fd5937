package dev.sks.embedded.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
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
    Path draft =
        Files.createTempFile(
            file.getParent(),
            "password",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, HexFormat.of().formatHex(bytes) + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
