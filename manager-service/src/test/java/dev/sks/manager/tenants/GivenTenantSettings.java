package dev.sks.manager.tenants;

import io.fabric8.kubernetes.api.model.Quantity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What a test configures. */
record GivenTenantSettings(
    Duration grace,
    Optional<Path> volumeFile,
    Optional<String> pullSecret,
    Quantity podStorage,
    Optional<String> apiServerHost,
    int apiServerPort)
    implements TenantSettings {

  static GivenTenantSettings withGrace(Duration grace) {
    return new GivenTenantSettings(
        grace, Optional.empty(), Optional.empty(), new Quantity("16Gi"), Optional.empty(), 443);
  }
}
