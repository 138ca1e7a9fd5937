package dev.sks.manager.launch.kubernetes;

import dev.sks.contract.Failure;
import dev.sks.contract.FailureClass;
import dev.sks.manager.launch.Observation.Ended;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import java.util.Optional;
import java.util.Set;

/** What keeps a pod from running, in the cluster's words. */
final class PodHindrance {

  /** Reasons of a container that waits as it should. */
  private static final Set<String> HARMLESS = Set.of("ContainerCreating", "PodInitializing");

  /** No time heals these. */
  private static final Set<String> HOPELESS = Set.of("InvalidImageName");

  private static final int NEVER_RAN = -1;

  private PodHindrance() {}

  /** Empty if nothing is known to. */
  static Optional<String> words(PodFacts pod) {
    if (pod.isRunning()) {
      return Optional.empty();
    }
    return waiting(pod)
        .map(wait -> words(wait.getReason(), wait.getMessage()))
        .or(() -> unscheduled(pod));
  }

  /** The end of a pod that can never run. */
  static Optional<Ended> end(PodFacts pod) {
    return waiting(pod)
        .filter(wait -> HOPELESS.contains(wait.getReason()))
        .map(wait -> "The driver can't start: " + words(wait.getReason(), wait.getMessage()))
        .map(words -> new Ended(NEVER_RAN, Failure.of(FailureClass.INFRASTRUCTURE, words)));
  }

  private static Optional<ContainerStateWaiting> waiting(PodFacts pod) {
    return pod.waiting()
        .filter(wait -> wait.getReason() != null && !HARMLESS.contains(wait.getReason()));
  }

  private static Optional<String> unscheduled(PodFacts pod) {
    return pod.condition("PodScheduled", false)
        .filter(condition -> condition.getReason() != null)
        .map(condition -> words(condition.getReason(), condition.getMessage()));
  }

  private static String words(String reason, String message) {
    return message == null || message.isBlank() ? reason + "." : reason + ": " + message.strip();
  }
}
