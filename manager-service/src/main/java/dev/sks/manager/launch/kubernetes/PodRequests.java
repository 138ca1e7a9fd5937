package dev.sks.manager.launch.kubernetes;

import dev.sks.contract.Failure;
import dev.sks.contract.FailureClass;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.LaunchException;
import dev.sks.manager.launch.UnobservableException;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What is asked of the API server, each one request. */
@ApplicationScoped
class PodRequests {

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final KubernetesClient client;

  PodRequests(KubernetesClient client) {
    this.client = client;
  }

  /** Creates the pod unless it is there; the result is the one that is. */
  Pod createIfAbsent(Pod pod) throws LaunchException {
    try {
      return client.pods().resource(pod).create();
    } catch (KubernetesClientException e) {
      if (!Refusals.isThereAlready(e)) {
        throw Refusals.explain(e);
      }
      return adopt(pod, e);
    }
  }

  private Pod adopt(Pod pod, KubernetesClientException refusal) throws LaunchException {
    Pod there;
    try {
      there = client.pods().resource(pod).get();
    } catch (KubernetesClientException e) {
      throw Refusals.explain(e);
    }
    if (there == null) {
      throw Refusals.explain(refusal);
    }
    Optional<AttemptRef> attempt = AttemptLabels.attemptOf(pod);
    if (!AttemptLabels.isDriver(there) || !AttemptLabels.attemptOf(there).equals(attempt)) {
      throw new LaunchException(
          Failure.of(
              FailureClass.INFRASTRUCTURE,
              "There is another pod of the name " + pod.getMetadata().getName() + "."),
          refusal);
    }
    return there;
  }

  /**
   * @throws UnobservableException if the cluster can't be asked
   */
  Optional<Pod> find(String namespace, String name) {
    try {
      return Optional.ofNullable(client.pods().inNamespace(namespace).withName(name).get());
    } catch (KubernetesClientException e) {
      throw new UnobservableException("pod can't be read: " + e.getMessage());
    }
  }

  /**
   * Deletes this very pod, not a later one of its name.
   *
   * @return false if it was gone
   */
  boolean delete(Pod pod) {
    ObjectMeta meta = pod.getMetadata();
    String path = "/api/v1/namespaces/" + meta.getNamespace() + "/pods/" + meta.getName();
    var onlyThis =
        new DeleteOptionsBuilder()
            .withApiVersion("v1")
            .withNewPreconditions(null, meta.getUid())
            .withPropagationPolicy("Background")
            .build();
    try {
      client.raw(path, "DELETE", onlyThis);
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == NOT_FOUND || e.getCode() == CONFLICT) {
        return false;
      }
      throw new UnobservableException("pod can't be deleted: " + e.getMessage());
    }
  }
}
