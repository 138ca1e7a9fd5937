package dev.sks.manager.tenants;

import dev.sks.manager.CoreProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The manager with real stores in front of a real cluster. */
public class ClusterProfile extends CoreProfile {

  static final String VOLUME =
      """
      apiVersion: v1
      kind: PersistentVolume
      spec:
        capacity: {storage: 1Gi}
        hostPath: {path: "/var/lib/sks-it/{tenant}"}
      """;

  /** As if pods were told this one. */
  static final String API_SERVER = "198.18.0.1";

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    var all = new HashSet<>(super.getEnabledAlternatives());
    all.add(KitClient.class);
    return all;
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    var all = new HashMap<>(super.getConfigOverrides());
    all.put("sks.launcher", "kubernetes");
    all.put("sks.data.dir", "target/tenants-it/data");
    all.put("sks.tenants.grace", "PT10M");
    all.put("sks.tenants.api-server-host", API_SERVER);
    all.put("sks.tenants.volume-file", template().toString());
    return all;
  }

  private static Path template() {
    try {
      Path folder = Files.createDirectories(Path.of("target/tenants-it"));
      return Files.writeString(folder.resolve("volume.yaml"), VOLUME);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
