package dev.sks.manager.logs.pods;

import dev.sks.manager.launch.AttemptRef;
import io.fabric8.kubernetes.api.model.Pod;

/**
 * The logs of attempts' pods, each brought in by the manager that owns the tenant's shard. Tell it
 * of every change of a pod; of attempts that are not this manager's it takes no notice.
 */
public interface PodLogs {

  /** The pod, driver or executor, is as given. Idempotent; never blocks. */
  void follow(AttemptRef attempt, Pod pod);

  /** The pod was last seen as given, and is not there any more. Never blocks. */
  void gone(AttemptRef attempt, Pod pod);

  /**
   * No more pods of the attempt come, and those there are were told of: what was not seen until now
   * is taken as gone. Whoever was told this while the shard was theirs brings the log to its end,
   * and is told again until it is shipped. May ask the API server.
   */
  void end(AttemptRef attempt);

  /** Whether nothing of the attempt's log is still to be shipped; asked once it has its end. */
  boolean isShipped(AttemptRef attempt);
}
