package dev.sks.manager.launch.kubernetes;

import dev.sks.manager.cluster.Words;
import dev.sks.manager.launch.AttemptRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How attempts' pods are named and labelled. */
public final class AttemptLabels {

  private AttemptLabels() {}

  static String podName(AttemptRef attempt) {
    return "sks-" + attempt.job() + "-" + attempt.attempt();
  }

  static Map<String, String> of(AttemptRef attempt, String role, String instance) {
    var labels = new HashMap<>(selector(instance));
    labels.put(Words.TENANT, attempt.tenant());
    labels.put(Words.JOB, attempt.job());
    labels.put(Words.ATTEMPT, Integer.toString(attempt.attempt()));
    labels.put(Words.ROLE, role);
    return labels;
  }

  /** Those that all pods of this installation have. */
  static Map<String, String> selector(String instance) {
    return Map.of(Words.MANAGED_BY, Words.SKS, Words.INSTANCE, instance);
  }

  /** The attempt an object says it is part of. */
  static Optional<AttemptRef> attemptOf(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    if (labels == null
        || !labels.keySet().containsAll(List.of(Words.TENANT, Words.JOB, Words.ATTEMPT))
        || !labels.get(Words.ATTEMPT).matches("[1-9][0-9]{0,5}")) {
      return Optional.empty();
    }
    return Optional.of(
        new AttemptRef(
            labels.get(Words.TENANT),
            labels.get(Words.JOB),
            Integer.parseInt(labels.get(Words.ATTEMPT))));
  }

  static boolean isDriver(HasMetadata object) {
    return hasRole(object, Words.DRIVER);
  }

  static boolean isExecutor(HasMetadata object) {
    return hasRole(object, Words.EXECUTOR);
  }

  private static boolean hasRole(HasMetadata object, String role) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels != null && role.equals(labels.get(Words.ROLE));
  }
}
