package dev.sks.manager.launch.kubernetes;

import dev.sks.manager.launch.AttemptRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How attempts' pods are named and labelled. */
public final class AttemptLabels {

  static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  static final String SKS = "sks";

  /** The installation, by its namespace: two in one cluster leave each other's pods alone. */
  static final String INSTANCE = "app.kubernetes.io/instance";

  static final String ROLE = "sks.dev/role";
  static final String DRIVER = "driver";
  static final String EXECUTOR = "executor";

  private static final String TENANT = "sks.dev/tenant";
  private static final String JOB = "sks.dev/job";
  private static final String ATTEMPT = "sks.dev/attempt";

  private AttemptLabels() {}

  static String podName(AttemptRef attempt) {
    return "sks-" + attempt.job() + "-" + attempt.attempt();
  }

  static Map<String, String> of(AttemptRef attempt, String role, String instance) {
    var labels = new HashMap<>(selector(instance));
    labels.put(TENANT, attempt.tenant());
    labels.put(JOB, attempt.job());
    labels.put(ATTEMPT, Integer.toString(attempt.attempt()));
    labels.put(ROLE, role);
    return labels;
  }

  /** Those that all pods of this installation have. */
  static Map<String, String> selector(String instance) {
    return Map.of(MANAGED_BY, SKS, INSTANCE, instance);
  }

  /** The attempt an object says it is part of. */
  static Optional<AttemptRef> attemptOf(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    if (labels == null
        || !labels.keySet().containsAll(List.of(TENANT, JOB, ATTEMPT))
        || !labels.get(ATTEMPT).matches("[1-9][0-9]{0,5}")) {
      return Optional.empty();
    }
    return Optional.of(
        new AttemptRef(labels.get(TENANT), labels.get(JOB), Integer.parseInt(labels.get(ATTEMPT))));
  }

  static boolean isDriver(HasMetadata object) {
    return hasRole(object, DRIVER);
  }

  static boolean isExecutor(HasMetadata object) {
    return hasRole(object, EXECUTOR);
  }

  private static boolean hasRole(HasMetadata object, String role) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels != null && role.equals(labels.get(ROLE));
  }
}
