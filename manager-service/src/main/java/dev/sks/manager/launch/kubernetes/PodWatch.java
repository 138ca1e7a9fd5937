package dev.sks.manager.launch.kubernetes;

import dev.sks.manager.cluster.Words;
import dev.sks.manager.tenants.TenantNamespaces;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The one informer. It goes on by itself after outages of the API server; what it missed it finds
 * by reading all pods again, and tells of then.
 */
@ApplicationScoped
class PodWatch {

  /** Who is told. Called by one thread at a time, which must not be blocked. */
  interface Listener {

    /**
     * @param before null if it is new
     */
    void changed(Pod before, Pod now);

    void removed(Pod last);
  }

  private static final Logger LOG = Logger.getLogger(PodWatch.class);
  private static final String BY_ROLE = "role";
  private static final String EXECUTORS_OF = "executors";

  private final KubernetesClient client;
  private final TenantNamespaces namespaces;
  private volatile SharedIndexInformer<Pod> informer;

  PodWatch(KubernetesClient client, TenantNamespaces namespaces) {
    this.client = client;
    this.namespaces = namespaces;
  }

  /** Returns at once; an API server that is away is waited for. */
  void open(Listener listener) {
    SharedIndexInformer<Pod> fresh =
        pods()
            .runnableInformer(0)
            .removeNamespaceIndex()
            .addIndexers(Map.of(BY_ROLE, PodWatch::role, EXECUTORS_OF, PodWatch::executorOf))
            .itemStore(new SlimPods())
            .exceptionHandler(PodWatch::goOn)
            .addEventHandler(handler(listener));
    // The types are learned here: that takes too long for the event loop that hears the first pod.
    client.getKubernetesSerialization().clone(new PodList());
    informer = fresh;
    fresh.start();
  }

  /** Whether all pods there are have been read. */
  boolean isComplete() {
    return informer != null && informer.hasSynced();
  }

  /** By namespace/name. */
  Optional<Pod> find(String key) {
    return Optional.ofNullable(informer.getStore().getByKey(key));
  }

  List<Pod> drivers() {
    return informer.getIndexer().byIndex(BY_ROLE, Words.DRIVER);
  }

  List<Pod> executors(Pod driver) {
    return attemptKey(driver)
        .map(key -> informer.getIndexer().byIndex(EXECUTORS_OF, key))
        .orElse(List.of());
  }

  private Informable<Pod> pods() {
    Map<String, String> selector = AttemptLabels.selector(namespaces.home());
    return namespaces.isShared()
        ? client.pods().inNamespace(namespaces.home()).withLabels(selector)
        : client.pods().inAnyNamespace().withLabels(selector);
  }

  private static boolean goOn(boolean started, Throwable cause) {
    LOG.warnf("The cluster's pods can't be watched for now cause=%s", cause);
    return true;
  }

  private static ResourceEventHandler<Pod> handler(Listener listener) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(Pod pod) {
        listener.changed(null, pod);
      }

      @Override
      public void onUpdate(Pod before, Pod now) {
        listener.changed(before, now);
      }

      @Override
      public void onDelete(Pod pod, boolean unknown) {
        listener.removed(pod);
      }
    };
  }

  private static List<String> role(Pod pod) {
    return AttemptLabels.isDriver(pod) ? List.of(Words.DRIVER) : List.of();
  }

  private static List<String> executorOf(Pod pod) {
    return AttemptLabels.isExecutor(pod) ? attemptKey(pod).stream().toList() : List.of();
  }

  private static Optional<String> attemptKey(Pod pod) {
    return AttemptLabels.attemptOf(pod)
        .map(ref -> pod.getMetadata().getNamespace() + "/" + AttemptLabels.podName(ref));
  }

  @PreDestroy
  void close() {
    if (informer != null) {
      informer.stop();
    }
  }
}
