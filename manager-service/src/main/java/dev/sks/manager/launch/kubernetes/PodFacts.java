package dev.sks.manager.launch.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Optional;

/** A pod with one container, as an attempt's is: its facts, without their nulls. */
record PodFacts(Pod pod) {

  String phase() {
    return pod.getStatus() == null || pod.getStatus().getPhase() == null
        ? "Pending"
        : pod.getStatus().getPhase();
  }

  /** Why the pod as a whole is where it is, such as {@code Evicted}. */
  Optional<String> reason() {
    return Optional.ofNullable(pod.getStatus()).map(status -> status.getReason());
  }

  Optional<String> message() {
    return Optional.ofNullable(pod.getStatus()).map(status -> status.getMessage());
  }

  boolean isBeingDeleted() {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  boolean isOver() {
    return phase().equals("Failed") || phase().equals("Succeeded");
  }

  Optional<ContainerStateTerminated> end() {
    return state().map(ContainerState::getTerminated);
  }

  Optional<ContainerStateWaiting> waiting() {
    return state().map(ContainerState::getWaiting);
  }

  boolean isRunning() {
    return state().map(ContainerState::getRunning).isPresent();
  }

  /** A condition that holds, or holds not. */
  Optional<PodCondition> condition(String type, boolean holds) {
    if (pod.getStatus() == null) {
      return Optional.empty();
    }
    return pod.getStatus().getConditions().stream()
        .filter(condition -> type.equals(condition.getType()))
        .filter(condition -> Boolean.toString(holds).equalsIgnoreCase(condition.getStatus()))
        .findFirst();
  }

  String memoryLimit() {
    return pod.getSpec().getContainers().stream()
        .findFirst()
        .map(container -> container.getResources())
        .map(resources -> resources.getLimits())
        .map(limits -> limits.get("memory"))
        .map(Quantity::toString)
        .orElse("its limit");
  }

  private Optional<ContainerState> state() {
    if (pod.getStatus() == null) {
      return Optional.empty();
    }
    return pod.getStatus().getContainerStatuses().stream()
        .findFirst()
        .map(ContainerStatus::getState);
  }
}
