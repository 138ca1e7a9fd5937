package dev.sks.manager.tenants;

import io.fabric8.kubernetes.api.model.Quantity;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What is configured of tenants in a cluster. */
@ConfigMapping(prefix = "sks.tenants")
public interface TenantSettings {

  /** How long a deleted tenant keeps what it has. */
  Duration grace();

  /** A PersistentVolume from which each tenant's is made; needed where each has its namespace. */
  Optional<Path> volumeFile();

  /** A Secret of the manager's namespace with which tenants' images are pulled. */
  Optional<String> pullSecret();

  /** Most of a node's disk that one pod may take. */
  Quantity podStorage();

  /** Where the cluster tells its pods that the API server is; some clusters tell a name. */
  Optional<String> apiServerHost();

  int apiServerPort();
}
