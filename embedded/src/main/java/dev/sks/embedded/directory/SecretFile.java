package dev.sks.embedded.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file with one secret, which only its owner reads. */
public final class SecretFile {
  private SecretFile() {}

  /** Writes it whole or not at all: whoever is killed over it leaves no file that says nothing. */
  public static void write(Path file, String secret) throws IOException {
    Path draft =
        Files.createTempFile(
            file.getParent(),
            file.getFileName().toString(),
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, secret + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
