package dev.sks.base.stores;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Says in the words of the libraries what the {@code SKS_} variables of the stores say. */
public class StoreSettings implements ConfigSourceFactory {

  /** Above application.properties, below the environment and the command line. */
  private static final int ORDINAL = 290;

  private static final List<String> SECRETS =
      List.of("SKS_POSTGRES_PASSWORD", "SKS_KAFKA_PASSWORD", "SKS_ETCD_PASSWORD");

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    var settings =
        of(
            name -> {
              ConfigValue value = context.getValue(name);
              return value == null ? null : value.getValue();
            });
    return List.of(new PropertiesConfigSource(settings, "SKS stores", ORDINAL));
  }

  @Override
  public OptionalInt getPriority() {
    return OptionalInt.of(ORDINAL);
  }

  static Map<String, String> of(Function<String, String> lookup) {
    var variables = new Variables(lookup);
    var settings = new HashMap<String, String>();
    settings.putAll(KafkaSettings.of(variables));
    settings.putAll(PostgresSettings.of(variables));
    for (String name : SECRETS) {
      variables.secretOfFile(name).ifPresent(secret -> settings.put(name, secret));
    }
    // A secret is taken as it is: nothing in it is a reference to another setting.
    settings.replaceAll((name, value) -> value.replace("${", "\\${"));
    return settings;
  }
}
