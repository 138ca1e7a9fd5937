package dev.sks.base.stores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreSettingsTest {

  @TempDir Path folder;

  private static String refusal(Map<String, String> variables) {
    return assertThrows(IllegalStateException.class, () -> StoreSettings.of(variables::get))
        .getMessage();
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @Test
  void withoutVariablesNothingIsSaid() {
    assertEquals(Map.of(), StoreSettings.of(name -> null));
  }

  @Test
  void kafkaWithCredentials() throws IOException {
    String ca = file("ca.pem", "a certificate");
    var settings =
        StoreSettings.of(
            Map.of(
                    "SKS_KAFKA_SECURITY",
                    "SASL_SSL",
                    "SKS_KAFKA_CA_FILE",
                    ca,
                    "SKS_KAFKA_USER",
                    "sks-auth",
                    "SKS_KAFKA_PASSWORD_FILE",
                    file("password", "a\"b\\c${d}\n"))
                ::get);
    assertEquals("SASL_SSL", settings.get("kafka.security.protocol"));
    assertEquals("PEM", settings.get("kafka.ssl.truststore.type"));
    assertEquals(ca, settings.get("kafka.ssl.truststore.location"));
    assertEquals("SCRAM-SHA-512", settings.get("kafka.sasl.mechanism"));
    assertEquals(
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"sks-auth\""
            + " password=\"a\\\"b\\\\c\\${d}\";",
        settings.get("kafka.sasl.jaas.config"));
  }

  @Test
  void nothingFallsBackToPlain() throws IOException {
    String ca = file("ca.pem", "a certificate");
    assertTrue(refusal(Map.of("SKS_KAFKA_CA_FILE", ca)).contains("SKS_KAFKA_SECURITY"));
    assertTrue(refusal(Map.of("SKS_KAFKA_USER", "sks")).contains("SKS_KAFKA_SECURITY"));
    assertTrue(refusal(Map.of("SKS_KAFKA_SECURITY", "TLS")).contains("SASL_SSL"));
    assertTrue(refusal(Map.of("SKS_KAFKA_SECURITY", "SASL_SSL")).contains("SKS_KAFKA_USER"));
    var lost = new HashMap<String, String>();
    lost.put("quarkus.datasource.db-kind", "postgresql");
    lost.put("SKS_POSTGRES_CA_FILE", folder.resolve("nowhere").toString());
    assertTrue(refusal(lost).contains("can't be read"));
  }

  @Test
  void postgresIsVerifiedByBothItsClients() throws IOException {
    String ca = file("ca.pem", "a certificate");
    var settings =
        StoreSettings.of(
            Map.of("quarkus.datasource.db-kind", "postgresql", "SKS_POSTGRES_CA_FILE", ca)::get);
    assertEquals("verify-full", settings.get("quarkus.datasource.reactive.postgresql.ssl-mode"));
    assertEquals(
        "verify-full", settings.get("quarkus.datasource.jdbc.additional-jdbc-properties.sslmode"));
    assertEquals(Map.of(), StoreSettings.of(Map.of("SKS_POSTGRES_CA_FILE", ca)::get));
  }

  @Test
  void aPasswordComesFromItsFileOrItsVariable() throws IOException {
    String path = file("password", "secret\n");
    assertEquals(
        Map.of("SKS_POSTGRES_PASSWORD", "secret"),
        StoreSettings.of(Map.of("SKS_POSTGRES_PASSWORD_FILE", path)::get));
    assertTrue(
        refusal(Map.of("SKS_POSTGRES_PASSWORD_FILE", path, "SKS_POSTGRES_PASSWORD", "other"))
            .contains("not both"));
  }
}
