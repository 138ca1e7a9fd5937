package dev.sks.engine.cluster;

import dev.sks.contract.AttemptSpec.Executors;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What the cluster says of an attempt's executors. */
final class ExecutorPods {

  private static final long MIB = 1024 * 1024;

  private final Executors executors;

  ExecutorPods(Executors executors) {
    this.executors = executors;
  }

  /** Why none is there, in the cluster's own words where it has some. */
  String whyNone() {
    try (var client = new KubernetesClientBuilder().build()) {
      return whyNone(client);
    }
  }

  String whyNone(KubernetesClient client) {
    try {
      var pods =
          client
              .pods()
              .inNamespace(executors.namespace())
              .withLabel("spark-app-selector", executors.driverPod())
              .withLabel("spark-role", "executor")
              .list()
              .getItems();
      return pods.isEmpty()
          ? "the cluster took no pods for them" + refusal(client)
          : pods.stream()
              .map(ExecutorPods::why)
              .flatMap(Optional::stream)
              .findFirst()
              .orElse("their pods ended early, or have not started");
    } catch (KubernetesClientException e) {
      return "the API server can't be asked why: " + e.getMessage();
    }
  }

  /** Only Spark's log has what was said to its requests: so one more is tried, and not meant. */
  private String refusal(KubernetesClient client) {
    try {
      client.pods().resource(like()).dryRun().create();
      return " until now";
    } catch (KubernetesClientException e) {
      return ": " + (e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage());
    }
  }

  /** A pod as large as those Spark makes. */
  private Pod like() {
    var memory = new Quantity(executors.memoryBytes() / MIB + "Mi");
    return new PodBuilder(Serialization.unmarshal(executors.podTemplate(), Pod.class))
        .editMetadata()
        .withNamespace(executors.namespace())
        .withName(executors.driverPod() + "-exec-0")
        .endMetadata()
        .editSpec()
        .editFirstContainer()
        .withImage(executors.image())
        .editOrNewResources()
        .addToRequests(Map.of("memory", memory, "cpu", new Quantity(executors.cpu())))
        .addToLimits(Map.of("memory", memory, "cpu", new Quantity(executors.cpuLimit())))
        .endResources()
        .endContainer()
        .endSpec()
        .build();
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
