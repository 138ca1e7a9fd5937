package dev.sks.standalone.up;

import dev.sks.embedded.directory.DataDirectory;
import dev.sks.embedded.directory.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/** The one-time secret of the first admin: made at the first start with a directory, told once. */
final class FirstAdmin {
  private static final int BITS = 125;
  private static final int BASE_32 = 32;

  private final Path secret;
  private final Path told;

  FirstAdmin(DataDirectory home) {
    this.secret = home.resolve("first-admin.secret");
    this.told = home.resolve("first-admin.told");
  }

  /** The file for auth-service; after the first start it is not there. */
  Path file() {
    return secret;
  }

  /** Makes the secret, unless it was told or is waiting to be. */
  void prepare() {
    if (Files.exists(told) || Files.exists(secret)) {
      return;
    }
    try {
      SecretFile.write(secret, new BigInteger(BITS, new SecureRandom()).toString(BASE_32));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write the first admin's secret", e);
    }
  }

  /** The secret, if nobody was told yet. */
  Optional<String> untold() {
    if (!Files.exists(secret)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(secret).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the first admin's secret", e);
    }
  }

  /** Forgets the secret, after it was told. */
  void forget() {
    try {
      Files.writeString(told, "");
      Files.deleteIfExists(secret);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not delete the first admin's secret", e);
    }
  }
}
