package dev.sks.engine.cluster;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What the cluster says of an attempt's executors. */
final class ExecutorPods {

  private final String namespace;
  private final String driverPod;

  ExecutorPods(String namespace, String driverPod) {
    this.namespace = namespace;
    this.driverPod = driverPod;
  }

  /** Why none is there, in the cluster's own words where it has some. */
  String whyNone() {
    try (var client = new KubernetesClientBuilder().build()) {
      var pods =
          client
              .pods()
              .inNamespace(namespace)
              .withLabel("spark-app-selector", driverPod)
              .withLabel("spark-role", "executor")
              .list()
              .getItems();
      return pods.stream()
          .map(ExecutorPods::why)
          .flatMap(Optional::stream)
          .findFirst()
          .orElse(
              pods.isEmpty()
                  ? "the cluster took no pods for them"
                  : "their pods ended early, or have not started");
    } catch (KubernetesClientException e) {
      return "the API server can't be asked why: " + e.getMessage();
    }
  }

  static Optional<String> why(Pod pod) {
    var waiting =
        pod.getStatus().getContainerStatuses().stream()
            .map(container -> container.getState().getWaiting())
            .filter(Objects::nonNull)
            .map(ExecutorPods::words);
    var unscheduled =
        pod.getStatus().getConditions().stream()
            .filter(is -> is.getType().equals("PodScheduled") && is.getStatus().equals("False"))
            .map(PodCondition::getMessage);
    return Stream.concat(waiting, unscheduled).filter(Objects::nonNull).findFirst();
  }

  private static String words(ContainerStateWaiting waiting) {
    return waiting.getMessage() == null
        ? waiting.getReason()
        : waiting.getReason() + ": " + waiting.getMessage();
  }
}
