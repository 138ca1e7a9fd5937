package dev.sks.base.stores;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Kafka's clients are told of TLS and credentials. */
final class KafkaSettings {

  private static final String SECURITY = "SKS_KAFKA_SECURITY";
  private static final String PLAINTEXT = "PLAINTEXT";
  private static final String SASL = "SASL_SSL";
  private static final List<String> PROTOCOLS = List.of(PLAINTEXT, "SSL", SASL);
  private static final String MECHANISM = "SCRAM-SHA-512";
  private static final Map<String, String> MODULES =
      Map.of(
          MECHANISM,
          "org.apache.kafka.common.security.scram.ScramLoginModule",
          "SCRAM-SHA-256",
          "org.apache.kafka.common.security.scram.ScramLoginModule",
          "PLAIN",
          "org.apache.kafka.common.security.plain.PlainLoginModule");

  private KafkaSettings() {}

  /**
   * The properties that differ from Kafka's own defaults.
   *
   * @throws IllegalStateException if the variables contradict each other
   */
  static Map<String, String> of(Variables variables) {
    String protocol = variables.find(SECURITY).orElse(PLAINTEXT);
    if (!PROTOCOLS.contains(protocol)) {
      throw new IllegalStateException("%s is one of %s".formatted(SECURITY, PROTOCOLS));
    }
    var settings = new HashMap<String, String>();
    if (protocol.equals(PLAINTEXT)) {
      for (String name : List.of("SKS_KAFKA_CA_FILE", "SKS_KAFKA_KEY_FILE", "SKS_KAFKA_USER")) {
        if (variables.find(name).isPresent()) {
          throw new IllegalStateException(
              "%s is of no use without TLS: set %s to SSL or SASL_SSL".formatted(name, SECURITY));
        }
      }
      return settings;
    }
    settings.put("kafka.security.protocol", protocol);
    variables
        .file("SKS_KAFKA_CA_FILE")
        .ifPresent(
            file -> {
              settings.put("kafka.ssl.truststore.type", "PEM");
              settings.put("kafka.ssl.truststore.location", file.toString());
            });
    variables
        .file("SKS_KAFKA_KEY_FILE")
        .ifPresent(
            file -> {
              settings.put("kafka.ssl.keystore.type", "PEM");
              settings.put("kafka.ssl.keystore.location", file.toString());
            });
    if (protocol.equals(SASL)) {
      String mechanism = variables.find("SKS_KAFKA_SASL_MECHANISM").orElse(MECHANISM);
      settings.put("kafka.sasl.mechanism", mechanism);
      settings.put("kafka.sasl.jaas.config", login(variables, mechanism));
    }
    return settings;
  }

  private static String login(Variables variables, String mechanism) {
    String module = MODULES.get(mechanism);
    if (module == null) {
      throw new IllegalStateException(
          "SKS_KAFKA_SASL_MECHANISM is one of %s".formatted(MODULES.keySet()));
    }
    return "%s required username=\"%s\" password=\"%s\";"
        .formatted(
            module,
            quoted(variables.required("SKS_KAFKA_USER", SECURITY + "=" + SASL)),
            quoted(variables.required("SKS_KAFKA_PASSWORD", SECURITY + "=" + SASL)));
  }

  private static String quoted(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
