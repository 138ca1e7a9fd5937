package dev.sks.manager.launch.kubernetes;

import dev.sks.manager.tenants.TenantNamespaces;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * What a kubelet says of pods whose containers it can't make yet: a volume that can't be mounted,
 * no address. A pod's status does not tell; events do.
 */
@ApplicationScoped
class PodWarnings {

  private static final Logger LOG = Logger.getLogger(PodWarnings.class);
  private static final String BY_POD = "pod";

  /** One informer each, as a field selector knows no "or". */
  private static final List<String> REASONS =
      List.of("FailedMount", "FailedAttachVolume", "FailedCreatePodSandBox");

  private final KubernetesClient client;
  private final TenantNamespaces namespaces;
  private final List<SharedIndexInformer<Event>> informers = new ArrayList<>();

  PodWarnings(KubernetesClient client, TenantNamespaces namespaces) {
    this.client = client;
    this.namespaces = namespaces;
  }

  /**
   * Returns at once.
   *
   * @param listener is told the key (namespace/name) of a pod there is a warning of
   */
  void open(Consumer<String> listener) {
    for (String reason : REASONS) {
      var informer =
          events(reason)
              .runnableInformer(0)
              .removeNamespaceIndex()
              .addIndexers(Map.of(BY_POD, event -> List.of(event.getInvolvedObject().getUid())))
              .exceptionHandler(PodWarnings::goOn)
              .addEventHandler(new Told(listener));
      informers.add(informer);
      informer.start();
    }
  }

  /**
   * The newest one, in the kubelet's words. It may be out of date once the pod's containers are.
   */
  Optional<String> of(Pod pod) {
    return informers.stream()
        .flatMap(informer -> informer.getIndexer().byIndex(BY_POD, uid(pod)).stream())
        .max(Comparator.comparing(PodWarnings::at))
        .map(event -> event.getReason() + ": " + event.getMessage().strip());
  }

  private Informable<Event> events(String reason) {
    Map<String, String> fields = Map.of("reason", reason, "involvedObject.kind", "Pod");
    return namespaces.isShared()
        ? client.v1().events().inNamespace(namespaces.home()).withFields(fields)
        : client.v1().events().inAnyNamespace().withFields(fields);
  }

  private static String at(Event event) {
    return event.getLastTimestamp() == null ? "" : event.getLastTimestamp();
  }

  private static String uid(Pod pod) {
    return pod.getMetadata().getUid();
  }

  private static boolean goOn(boolean started, Throwable cause) {
    LOG.warnf("The cluster's warnings can't be watched for now cause=%s", cause);
    return true;
  }

  @PreDestroy
  void close() {
    informers.forEach(SharedIndexInformer::stop);
  }

  private record Told(Consumer<String> listener) implements ResourceEventHandler<Event> {

    @Override
    public void onAdd(Event event) {
      var pod = event.getInvolvedObject();
      listener.accept(pod.getNamespace() + "/" + pod.getName());
    }

    @Override
    public void onUpdate(Event before, Event now) {
      onAdd(now);
    }

    @Override
    public void onDelete(Event event, boolean unknown) {}
  }
}
