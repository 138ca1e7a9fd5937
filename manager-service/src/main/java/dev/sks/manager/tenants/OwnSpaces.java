package dev.sks.manager.tenants;

import dev.sks.contract.TenantState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** A namespace for each. */
@ApplicationScoped
class OwnSpaces implements TenantSpace {

  private static final Logger LOG = Logger.getLogger(OwnSpaces.class);
  private static final Map<String, String> MANAGERS =
      Map.of("app.kubernetes.io/name", "manager-service");

  private final TenantNamespaces namespaces;
  private final TenantSettings settings;
  private final ManagerAddress manager;
  private final KubernetesClient client;
  private TenantCluster cluster;
  private TenantObjects objects;
  private ObjectKeeper keeper;

  OwnSpaces(
      TenantNamespaces namespaces,
      TenantSettings settings,
      @ConfigProperty(name = "quarkus.http.port") int managerPort,
      KubernetesClient client) {
    this.namespaces = namespaces;
    this.settings = settings;
    this.manager = new ManagerAddress(namespaces.home(), MANAGERS, managerPort);
    this.client = client;
  }

  @Override
  public void open(Consumer<String> changed, Runnable allChanged) throws IOException {
    Path file =
        settings
            .volumeFile()
            .orElseThrow(
                () ->
                    new IOException(
                        "SKS_TENANT_VOLUME_FILE is not set: it names a file with a"
                            + " PersistentVolume, from which each tenant's volume is made"));
    var volume = new TenantVolume(Files.readString(file), client.getKubernetesSerialization());
    objects = new TenantObjects(namespaces, volume, manager, settings);
    cluster =
        new TenantCluster(client, namespaces.home(), settings.pullSecret(), changed, allChanged);
    keeper = new ObjectKeeper(cluster, new Drift(client.getKubernetesSerialization()));
  }

  @Override
  public boolean isSeen() {
    return cluster.isSeen();
  }

  @Override
  public void keep(TenantState tenant, Optional<Instant> end) {
    Namespace namespace = objects.namespace(tenant, end);
    keeper.ensure(namespace);
    if (keeper.isGoing(namespace)) {
      // It is made again when it is gone.
      throw new ObstacleException(
          "the namespace %s is being deleted".formatted(namespace.getMetadata().getName()));
    }
    List<HasMetadata> contents = objects.contents(tenant, apiServer());
    contents.forEach(keeper::ensure);
    settings.pullSecret().ifPresent(name -> keeper.ensure(objects.copy(pullSecret(name), tenant)));
    contents.forEach(this::requireVolume);
  }

  /**
   * A pod that is made before its claim is bound may wait minutes for the scheduler's next look.
   */
  private void requireVolume(HasMetadata object) {
    boolean waits =
        cluster
            .find(object)
            .filter(live -> live instanceof PersistentVolumeClaim claim && isPending(claim))
            .isPresent();
    if (waits) {
      throw new ObstacleException(
          "the claim %s is not bound to its volume yet".formatted(object.getMetadata().getName()));
    }
  }

  private static boolean isPending(PersistentVolumeClaim claim) {
    return claim.getStatus() != null && "Pending".equals(claim.getStatus().getPhase());
  }

  private Secret pullSecret(String name) {
    return cluster
        .pullSecret()
        .orElseThrow(
            () ->
                new ObstacleException(
                    "the Secret %s of SKS_IMAGE_PULL_SECRET is not in the namespace %s: make it"
                        .formatted(name, namespaces.home())));
  }

  private ApiServer apiServer() {
    ApiServer seen = cluster.apiServer();
    return settings
        .apiServerHost()
        .map(host -> seen.with(host, settings.apiServerPort()))
        .orElse(seen);
  }

  @Override
  public boolean remove(TenantState tenant) {
    for (HasMetadata object : objects.outside(tenant)) {
      Optional<HasMetadata> live =
          cluster.get(object).filter(found -> ObjectKeeper.isOurs(found, object));
      if (live.isPresent()) {
        delete(tenant, live.get());
        return false;
      }
    }
    return true;
  }

  private void delete(TenantState tenant, HasMetadata live) {
    if (live.getMetadata().getDeletionTimestamp() == null) {
      cluster.delete(live);
      LOG.infof(
          "Deleted tenant's remains go tenant=%s kind=%s name=%s",
          tenant.name(), live.getKind(), live.getMetadata().getName());
    }
  }

  @PreDestroy
  void close() {
    if (cluster != null) {
      cluster.close();
    }
  }
}
