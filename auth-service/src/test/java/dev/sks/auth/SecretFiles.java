package dev.sks.auth;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The files an operator gives the service: the first secret, and a place for the key. */
public class SecretFiles implements QuarkusTestResourceLifecycleManager {

  public static final String SECRET = "a-secret-for-one-time";

  private Path folder;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("sks-auth");
      Path secret = Files.writeString(folder.resolve("first-admin"), SECRET + "\n");
      return Map.of(
          "SKS_SIGN_UP", "invite",
          "SKS_KEY_FILE", folder.resolve("key").toString(),
          "SKS_FIRST_ADMIN_SECRET_FILE", secret.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    try {
      Files.deleteIfExists(folder.resolve("key"));
      Files.deleteIfExists(folder.resolve("first-admin"));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
