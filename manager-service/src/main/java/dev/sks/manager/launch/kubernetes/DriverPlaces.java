package dev.sks.manager.launch.kubernetes;

import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.UnobservableException;
import dev.sks.manager.tenants.TenantNamespaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Which attempt's driver a pod is. */
@ApplicationScoped
public class DriverPlaces {

  private final AttemptPods pods;
  private final PodRequests requests;
  private final TenantNamespaces namespaces;

  DriverPlaces(AttemptPods pods, PodRequests requests, TenantNamespaces namespaces) {
    this.pods = pods;
    this.requests = requests;
    this.namespaces = namespaces;
  }

  /**
   * Empty if it is none. A tenant may label pods of its own as it likes, so labels count only as
   * far as the pod's place confirms them.
   *
   * @throws UnobservableException if the cluster can't be asked
   */
  public Optional<AttemptRef> attemptIn(String namespace, String name, String uid) {
    // One that another manager created may not have been heard of yet.
    return pods.driver(namespace, name)
        .or(() -> requests.find(namespace, name))
        .filter(AttemptLabels::isDriver)
        .filter(pod -> pod.getMetadata().getUid().equals(uid))
        .flatMap(AttemptLabels::attemptOf)
        .filter(attempt -> namespaces.of(attempt.tenant()).equals(namespace))
        .filter(attempt -> AttemptLabels.podName(attempt).equals(name));
  }
}
