package dev.sks.base.stores;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;

/** Where Kafka is and how to be let in, for clients that no framework opens. */
@ApplicationScoped
public class Brokers {

  /** Of all that is configured; what else a client is like is its own matter. */
  private static final Pattern CONNECTION =
      Pattern.compile("bootstrap\\.servers|security\\.protocol|(sasl|ssl)\\..+");

  private final Map<String, Object> connection;

  @Inject
  Brokers(@Identifier("default-kafka-broker") Map<String, Object> configured) {
    this.connection =
        configured.entrySet().stream()
            .filter(setting -> CONNECTION.matcher(setting.getKey()).matches())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Brokers that ask for no credentials. */
  public Brokers(String addresses) {
    this.connection = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, addresses);
  }

  /** A client's configuration: the connection, and its own settings. */
  public Map<String, Object> with(Map<String, ?> own) {
    var config = new HashMap<String, Object>(connection);
    config.putAll(own);
    return config;
  }

  /** The addresses, to be told. */
  @Override
  public String toString() {
    return String.valueOf(connection.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
  }
}
