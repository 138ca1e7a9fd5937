package dev.sks.embedded.pod;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the pod says.
 *
 * @param data folder of all that is kept
 * @param name host name under which clients find Kafka and etcd
 * @param passwordFile holds PostgreSQL's password
 * @param readyFile is there once all three serve
 */
record Settings(Path data, String name, Path passwordFile, Path readyFile) {

  static Settings of(Map<String, String> environment) {
    return new Settings(
        Path.of(value(environment, "SKS_STORES_DIR")),
        value(environment, "SKS_STORES_NAME"),
        Path.of(value(environment, "SKS_POSTGRES_PASSWORD_FILE")),
        Path.of(value(environment, "SKS_STORES_READY_FILE")));
  }

  private static String value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> new IllegalStateException(name + " is not set"));
  }
}
