package dev.sks.manager.launch.kubernetes;

import dev.sks.contract.Failure;
import dev.sks.contract.FailureClass;
import dev.sks.manager.launch.Observation.Ended;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.Optional;
import java.util.Set;

/** Explains how a driver's pod ended. */
final class PodEnd {

  /** Exit codes with which the engine has said all itself: committed, reported, superseded. */
  private static final Set<Integer> SAID = Set.of(0, 3, 4);

  private static final int ABORTED = 128 + 6;
  private static final int SIGNALLED = 128;
  private static final int UNKNOWN = -1;
  private static final String DISRUPTED = "DisruptionTarget";

  private PodEnd() {}

  /** Empty if it has not ended. */
  static Optional<Ended> of(PodFacts pod) {
    if (pod.end().isPresent()) {
      return pod.end().map(end -> ended(pod, end));
    }
    if (pod.isOver()) {
      return Optional.of(new Ended(UNKNOWN, byPod(pod)));
    }
    return isOnLostNode(pod) ? Optional.of(new Ended(UNKNOWN, disrupted(pod))) : Optional.empty();
  }

  static Ended deleted(PodFacts pod) {
    return new Ended(UNKNOWN, disrupted(pod));
  }

  private static Ended ended(PodFacts pod, ContainerStateTerminated end) {
    int code = end.getExitCode();
    if (SAID.contains(code)) {
      return new Ended(code, null);
    }
    Failure why = pod.reason().isPresent() ? byPod(pod) : byContainer(pod, end);
    return new Ended(code, new Failure(why.failure(), why.message(), lastWords(end), null, code));
  }

  /** What the kubelet or a controller did to the whole pod. */
  private static Failure byPod(PodFacts pod) {
    String reason = pod.reason().orElse("Failed");
    FailureClass type =
        reason.equals("DeadlineExceeded") ? FailureClass.DEADLINE : FailureClass.INFRASTRUCTURE;
    return Failure.of(
        type, "The cluster ended the driver's pod: " + words(reason, pod.message().orElse(null)));
  }

  private static Failure byContainer(PodFacts pod, ContainerStateTerminated end) {
    int code = end.getExitCode();
    String reason = end.getReason() == null ? "" : end.getReason();
    if (reason.equals("OOMKilled")) {
      return Failure.of(
          FailureClass.OUT_OF_MEMORY,
          "The driver's pod needed more than its memory limit of " + pod.memoryLimit() + ".");
    }
    if (pod.isBeingDeleted() || pod.condition(DISRUPTED, true).isPresent()) {
      return disrupted(pod);
    }
    if (code == ABORTED && message(end).contains("OutOfMemoryError")) {
      return Failure.of(FailureClass.OUT_OF_MEMORY, "The driver's JVM needed more than its heap.");
    }
    if (reason.equals("StartError") || reason.equals("ContainerCannotRun")) {
      return Failure.of(
          FailureClass.INFRASTRUCTURE,
          "The driver's container could not be started: " + words(reason, end.getMessage()));
    }
    return Failure.of(
        FailureClass.LOST,
        code > SIGNALLED
            ? "The driver was ended by signal " + (code - SIGNALLED) + "."
            : "The driver ended with exit code " + code + ".");
  }

  /** By a controller, which says so in a condition, or else by hand. */
  private static Failure disrupted(PodFacts pod) {
    return pod.condition(DISRUPTED, true)
        .map(
            why ->
                Failure.of(
                    FailureClass.INFRASTRUCTURE,
                    "The cluster removed the driver's pod: " + words(why)))
        .orElseGet(
            () -> Failure.of(FailureClass.LOST, "The driver's pod was deleted while it ran."));
  }

  /** Its kubelet can't tell its end any more; should it run there still, it can't commit. */
  private static boolean isOnLostNode(PodFacts pod) {
    boolean tainted =
        pod.condition(DISRUPTED, true)
            .filter(why -> "DeletionByTaintManager".equals(why.getReason()))
            .isPresent();
    return pod.isBeingDeleted() && (tainted || pod.reason().filter("NodeLost"::equals).isPresent());
  }

  private static String lastWords(ContainerStateTerminated end) {
    String message = message(end);
    return message.isBlank() ? null : message;
  }

  private static String message(ContainerStateTerminated end) {
    return end.getMessage() == null ? "" : end.getMessage();
  }

  private static String words(PodCondition condition) {
    return words(condition.getReason(), condition.getMessage());
  }

  private static String words(String reason, String message) {
    return message == null || message.isBlank() ? reason + "." : reason + ": " + message.strip();
  }
}
