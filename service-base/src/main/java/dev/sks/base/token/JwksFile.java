package dev.sks.base.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The last JWKS on disk, so that a restarted service verifies tokens while the issuer is away. */
final class JwksFile {

  private static final Logger LOG = Logger.getLogger(JwksFile.class);
  private static final String NAME = "jwks.json";

  private final Optional<Path> folder;

  JwksFile(Optional<Path> folder) {
    this.folder = folder;
  }

  KeySet read() {
    try {
      return folder.isPresent() && Files.exists(folder.get().resolve(NAME))
          ? KeySet.of(Files.readString(folder.get().resolve(NAME)))
          : KeySet.NONE;
    } catch (IOException | IllegalArgumentException e) {
      LOG.warnf("Kept JWKS is of no use folder=%s cause=%s", folder.get(), e);
      return KeySet.NONE;
    }
  }

  /** Replaces the file as a whole; without it all goes on, until a restart. */
  void write(KeySet keys) {
    folder.ifPresent(
        path -> {
          try {
            Files.createDirectories(path);
            Path draft = Files.createTempFile(path, NAME, null);
            Files.writeString(draft, keys.jwks());
            Files.move(
                draft,
                path.resolve(NAME),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
          } catch (IOException e) {
            LOG.warnf("JWKS can't be kept folder=%s cause=%s", path, e);
          }
        });
  }
}
