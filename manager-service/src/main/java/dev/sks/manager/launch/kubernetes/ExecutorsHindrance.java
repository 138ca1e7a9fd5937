package dev.sks.manager.launch.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;

/** What keeps all of an attempt's executors from running. */
final class ExecutorsHindrance {

  private ExecutorsHindrance() {}

  /** Empty as soon as one runs: then the job goes on, if more slowly. */
  static Optional<String> words(List<Pod> executors) {
    List<PodFacts> pods = executors.stream().map(PodFacts::new).filter(p -> !p.isOver()).toList();
    if (pods.stream().anyMatch(PodFacts::isRunning)) {
      return Optional.empty();
    }
    return pods.stream()
        .flatMap(pod -> PodHindrance.words(pod).stream())
        .findFirst()
        .map(words -> "no executor can run: " + words);
  }
}
