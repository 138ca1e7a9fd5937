package dev.sks.manager.logs.pods;

import dev.sks.manager.cluster.Words;
import io.fabric8.kubernetes.api.model.Pod;

/** What the sources of a log in a cluster are called. */
final class PodSources {

  static final String DRIVER = "driver";

  private static final String EXECUTOR_MARK = "-exec-";

  private PodSources() {}

  static String nameOf(Pod pod) {
    String name = pod.getMetadata().getName();
    return Words.EXECUTOR.equals(pod.getMetadata().getLabels().get(Words.ROLE))
        ? "executor-" + name.substring(name.lastIndexOf(EXECUTOR_MARK) + EXECUTOR_MARK.length())
        : DRIVER;
  }
}
