package dev.sks.manager.launch.kubernetes;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.util.Map;

/** The service's own defaults, without a container. */
final class Settings {

  private Settings() {}

  static PodSettings with(Map<String, String> changes) throws IOException {
    var defaults = Settings.class.getResource("/application.properties");
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(new PropertiesConfigSource(defaults))
        .withSources(new PropertiesConfigSource(changes, "changes", 1000))
        .withMapping(PodSettings.class)
        .withValidateUnknown(false)
        .build()
        .getConfigMapping(PodSettings.class);
  }
}
