package dev.sks.base.stores;

import java.util.Map;

/**
 * What PostgreSQL's clients, the pool, the migration's and channels, are told of TLS: with a
 * certificate authority's file there is no connection but one to a server that it vouches for.
 */
final class PostgresSettings {

  /** The setting that names the authority's file. */
  static final String TRUSTED = "quarkus.datasource.reactive.trust-certificate-pem.certs";

  /** How a certificate names its host (RFC 2818). */
  static final String HOST_NAMES = "HTTPS";

  private static final String VERIFY = "verify-full";

  private PostgresSettings() {}

  static Map<String, String> of(Variables variables) {
    // A service without a database shares the variables of those that have one.
    if (variables.find("quarkus.datasource.db-kind").isEmpty()) {
      return Map.of();
    }
    return variables
        .file("SKS_POSTGRES_CA_FILE")
        .map(
            file ->
                Map.of(
                    "quarkus.datasource.reactive.postgresql.ssl-mode",
                    VERIFY,
                    "quarkus.datasource.reactive.hostname-verification-algorithm",
                    HOST_NAMES,
                    "quarkus.datasource.reactive.trust-certificate-pem",
                    "true",
                    TRUSTED,
                    file.toString(),
                    "quarkus.datasource.jdbc.additional-jdbc-properties.sslmode",
                    VERIFY,
                    "quarkus.datasource.jdbc.additional-jdbc-properties.sslrootcert",
                    file.toString()))
        .orElse(Map.of());
  }
}
