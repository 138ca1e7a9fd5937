package dev.sks.manager.launch.kubernetes;

import dev.sks.contract.Failure;
import dev.sks.contract.FailureClass;
import dev.sks.manager.launch.LaunchException;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.regex.Pattern;

/** Explains why the API server did not create a pod. */
final class Refusals {

  private static final int CONFLICT = 409;
  private static final int BAD_REQUEST = 400;
  private static final int INVALID = 422;
  private static final int FORBIDDEN = 403;
  private static final Pattern OUT_OF_RANGE =
      Pattern.compile("(maximum|minimum) \\S+ usage per (Pod|Container)");

  private Refusals() {}

  static boolean isThereAlready(KubernetesClientException refusal) {
    return refusal.getCode() == CONFLICT && "AlreadyExists".equals(reason(refusal));
  }

  /** A quota may be free later, a namespace may come, a server may come back. */
  static LaunchException explain(KubernetesClientException refusal) {
    String words = words(refusal);
    boolean outOfRange = refusal.getCode() == FORBIDDEN && OUT_OF_RANGE.matcher(words).find();
    boolean lasting =
        refusal.getCode() == BAD_REQUEST || refusal.getCode() == INVALID || outOfRange;
    Failure failure =
        Failure.of(FailureClass.INFRASTRUCTURE, "The cluster did not take the pod: " + words);
    return lasting
        ? new LaunchException(failure, refusal)
        : LaunchException.passing(failure, refusal);
  }

  private static String reason(KubernetesClientException refusal) {
    Status status = refusal.getStatus();
    return status == null ? null : status.getReason();
  }

  private static String words(KubernetesClientException refusal) {
    Status status = refusal.getStatus();
    if (status != null && status.getMessage() != null) {
      return status.getMessage();
    }
    Throwable cause = refusal.getCause() == null ? refusal : refusal.getCause();
    return "its API server can't be reached (" + cause.getMessage() + ")";
  }
}
