package dev.sks.manager.logs.pods;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The container of a pod that does the work, and how far it is. */
record PodContainer(String namespace, String pod, String name, Stage stage) {

  /** In this order. */
  enum Stage {
    /** Has not started. */
    WAITING,
    RUNNING,
    ENDED,
    /** Ended without having started. */
    NEVER_RAN,
    /** Its pod is not there any more, nor is its log. */
    GONE;

    boolean hasLog() {
      return this == RUNNING || this == ENDED;
    }

    boolean isOver() {
      return compareTo(RUNNING) > 0;
    }
  }

  private static final String DEFAULT = "kubectl.kubernetes.io/default-container";
  private static final Set<String> PHASES_OVER = Set.of("Succeeded", "Failed");
  private static final Set<String> NOT_STARTED = Set.of("StartError", "ContainerCannotRun");

  static PodContainer of(Pod pod) {
    var meta = pod.getMetadata();
    Map<String, String> annotations = Optional.ofNullable(meta.getAnnotations()).orElse(Map.of());
    String first = pod.getSpec().getContainers().get(0).getName();
    String name = annotations.getOrDefault(DEFAULT, first);
    return new PodContainer(meta.getNamespace(), meta.getName(), name, stage(pod, name));
  }

  /** One of which there is no pod. */
  static PodContainer absent(Stage stage) {
    return new PodContainer("", "", "", stage);
  }

  /** Now that its pod is not there any more. */
  PodContainer gone() {
    boolean ran = stage.hasLog();
    return new PodContainer(namespace, pod, name, ran ? Stage.GONE : Stage.NEVER_RAN);
  }

  boolean isFurtherThan(PodContainer other) {
    return stage.compareTo(other.stage) > 0;
  }

  private static Stage stage(Pod pod, String name) {
    if (pod.getStatus() == null) {
      return Stage.WAITING;
    }
    boolean over = PHASES_OVER.contains(pod.getStatus().getPhase());
    return pod.getStatus().getContainerStatuses().stream()
        .filter(status -> name.equals(status.getName()))
        .findFirst()
        .map(ContainerStatus::getState)
        .flatMap(PodContainer::stage)
        .orElse(over ? Stage.NEVER_RAN : Stage.WAITING);
  }

  private static Optional<Stage> stage(ContainerState state) {
    ContainerStateTerminated end = state.getTerminated();
    if (end != null) {
      return Optional.of(NOT_STARTED.contains(end.getReason()) ? Stage.NEVER_RAN : Stage.ENDED);
    }
    return Optional.ofNullable(state.getRunning()).map(running -> Stage.RUNNING);
  }
}
