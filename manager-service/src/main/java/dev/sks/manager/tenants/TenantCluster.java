package dev.sks.manager.tenants;

import dev.sks.manager.cluster.Words;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The cluster, as informers see it and as requests change it. */
final class TenantCluster implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(TenantCluster.class);

  /** With it, a right to look at one name is enough. */
  private static final String NAME = "metadata.name";

  private static final String FIELD_MANAGER = "sks";
  private static final List<Class<? extends HasMetadata>> WATCHED =
      List.of(
          Namespace.class,
          NetworkPolicy.class,
          ResourceQuota.class,
          LimitRange.class,
          ServiceAccount.class,
          Role.class,
          RoleBinding.class,
          PersistentVolume.class,
          PersistentVolumeClaim.class);

  private final KubernetesClient client;
  private final Map<String, SharedIndexInformer<? extends HasMetadata>> informers = new HashMap<>();
  private final SharedIndexInformer<EndpointSlice> apiServer;
  private final Optional<SharedIndexInformer<Secret>> pullSecret;

  /**
   * @param instance the installation whose objects are looked at
   * @param pullSecret the one Secret that is looked at, there and where it is copied to
   * @param changed is told the tenant of every object that changed
   * @param allChanged is told that the API server has other addresses, or the Secret another
   *     content
   */
  TenantCluster(
      KubernetesClient client,
      String instance,
      Optional<String> pullSecret,
      Consumer<String> changed,
      Runnable allChanged) {
    this.client = client;
    for (Class<? extends HasMetadata> type : WATCHED) {
      informers.put(HasMetadata.getKind(type), watch(type, instance, changed));
    }
    this.apiServer =
        start(
            EndpointSlice.class,
            client
                .resources(EndpointSlice.class)
                .inNamespace("default")
                .withLabel("kubernetes.io/service-name", "kubernetes"),
            new ChangeHandler<>(slice -> allChanged.run()));
    this.pullSecret =
        pullSecret.map(
            name ->
                start(
                    Secret.class,
                    client.secrets().inNamespace(instance).withField(NAME, name),
                    new ChangeHandler<>(secret -> allChanged.run())));
    pullSecret.ifPresent(name -> informers.put("Secret", watchCopies(name, instance, changed)));
  }

  private <T extends HasMetadata> SharedIndexInformer<T> watch(
      Class<T> type, String instance, Consumer<String> changed) {
    return start(type, ours(type, instance), new ChangeHandler<>(tellTenant(changed)));
  }

  private SharedIndexInformer<Secret> watchCopies(
      String name, String instance, Consumer<String> changed) {
    return start(
        Secret.class,
        ours(Secret.class, instance).withField(NAME, name),
        new ChangeHandler<>(tellTenant(changed)));
  }

  private <T extends HasMetadata> FilterWatchListDeletable<T, ?, ?> ours(
      Class<T> type, String instance) {
    return client
        .resources(type)
        .inAnyNamespace()
        .withLabels(Stamp.selector(instance))
        .withLabel(Words.TENANT);
  }

  private static <T extends HasMetadata> Consumer<T> tellTenant(Consumer<String> changed) {
    return object -> changed.accept(object.getMetadata().getLabels().get(Words.TENANT));
  }

  private static <T extends HasMetadata> SharedIndexInformer<T> start(
      Class<T> type, FilterWatchListDeletable<T, ?, ?> objects, ResourceEventHandler<T> handler) {
    SharedIndexInformer<T> informer = objects.runnableInformer(0);
    informer.addEventHandler(handler);
    informer.exceptionHandler((started, cause) -> goOn(type, cause));
    informer.start();
    return informer;
  }

  /** A right that is missing, or an API server that is away, may come. */
  private static boolean goOn(Class<? extends HasMetadata> type, Throwable cause) {
    LOG.warnf(
        "Tenants' objects can't be watched for now kind=%s cause=%s",
        HasMetadata.getKind(type), cause);
    return true;
  }

  /** Whether {@link #find} knows all there is. */
  boolean isSeen() {
    return apiServer.hasSynced()
        && pullSecret.map(SharedIndexInformer::hasSynced).orElse(true)
        && informers.values().stream().allMatch(SharedIndexInformer::hasSynced);
  }

  ApiServer apiServer() {
    return ApiServer.of(apiServer.getStore().list());
  }

  Optional<Secret> pullSecret() {
    return pullSecret.flatMap(secrets -> secrets.getStore().list().stream().findFirst());
  }

  /** The object of this kind and name, if it is there and marked as ours. */
  Optional<HasMetadata> find(HasMetadata like) {
    String namespace = like.getMetadata().getNamespace();
    String name = like.getMetadata().getName();
    String key = namespace == null ? name : namespace + "/" + name;
    return Optional.ofNullable(informers.get(like.getKind()).getIndexer().getByKey(key));
  }

  /** The same, asked of the API server, whoever it belongs to. */
  Optional<HasMetadata> get(HasMetadata like) {
    return Optional.ofNullable(client.resource(like).get());
  }

  /** Creates it; false if there is one already. */
  boolean create(HasMetadata object) {
    try {
      client.resource(object).create();
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  /** Makes our fields as they should be. */
  HasMetadata apply(HasMetadata object) {
    return client.resource(object).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
  }

  /** Deletes exactly the object that was seen, not one that took its place. */
  void delete(HasMetadata seen) {
    client.resource(seen).lockResourceVersion().delete();
  }

  @Override
  public void close() {
    informers.values().forEach(SharedIndexInformer::stop);
    apiServer.stop();
    pullSecret.ifPresent(SharedIndexInformer::stop);
  }

  /** All changes are alike: they say where to look. */
  private record ChangeHandler<T>(Consumer<T> changed) implements ResourceEventHandler<T> {

    @Override
    public void onAdd(T object) {
      changed.accept(object);
    }

    @Override
    public void onUpdate(T before, T object) {
      changed.accept(object);
    }

    @Override
    public void onDelete(T object, boolean unknown) {
      changed.accept(object);
    }
  }
}
