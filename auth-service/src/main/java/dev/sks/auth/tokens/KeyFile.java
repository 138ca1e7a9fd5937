package dev.sks.auth.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The key-encryption key: a file of its own, so that the database alone can't sign. */
@ApplicationScoped
class KeyFile {

  static final int BYTES = 32;

  private static final Logger LOG = Logger.getLogger(KeyFile.class);
  private static final Set<PosixFilePermission> TOO_OPEN =
      EnumSet.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final Optional<Path> file;

  KeyFile(@ConfigProperty(name = "sks.key-file") Optional<Path> file) {
    this.file = file;
  }

  /**
   * Reads the key, or makes it.
   *
   * @throws IllegalStateException if it can't be used; the message says what to do
   */
  SecretKey read() {
    Path path =
        file.orElseThrow(
            () ->
                new IllegalStateException(
                    "SKS_KEY_FILE is not set: name the file of the key-encryption key"
                        + " (it is made if absent)"));
    try {
      if (Files.notExists(path)) {
        create(path);
      }
      if (Files.getFileStore(path).supportsFileAttributeView("posix")
          && Files.getPosixFilePermissions(path).stream().anyMatch(TOO_OPEN::contains)) {
        throw new IllegalStateException(
            "%s can be read or changed by others: chmod 600 it".formatted(path));
      }
      return new SecretKeySpec(decode(path), "AES");
    } catch (IOException e) {
      throw new IllegalStateException("the key file %s can't be used: %s".formatted(path, e), e);
    }
  }

  private static byte[] decode(Path path) throws IOException {
    try {
      byte[] key = Base64.getDecoder().decode(Files.readString(path).strip());
      if (key.length == BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      LOG.debugf(e, "Key file is not Base64 file=%s", path);
    }
    throw new IllegalStateException("%s must hold %d bytes in Base64".formatted(path, BYTES));
  }

  private static void create(Path path) throws IOException {
    var key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    Path absolute = path.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    // Complete before it has its name: another replica, or the next start, never sees half a key.
    Path draft =
        Files.createTempFile(
            absolute.getParent(),
            ".key",
            null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(draft, Base64.getEncoder().encodeToString(key) + "\n");
      try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.createLink(absolute, draft);
      LOG.infof("Key-encryption key made file=%s", path);
    } catch (FileAlreadyExistsException e) {
      LOG.debugf(e, "Another replica made the key first file=%s", path);
    } finally {
      Files.delete(draft);
    }
  }
}
