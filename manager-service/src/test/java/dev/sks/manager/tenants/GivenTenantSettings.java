package dev.sks.manager.tenants;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What a test configures. */
record GivenTenantSettings(
    Duration grace, Optional<Path> volumeFile, Optional<String> apiServerHost, int apiServerPort)
    implements TenantSettings {

  static GivenTenantSettings withGrace(Duration grace) {
    return new GivenTenantSettings(grace, Optional.empty(), Optional.empty(), 443);
  }
}
