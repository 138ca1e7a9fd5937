package dev.sks.manager.launch.kubernetes;

import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.Leftover;
import dev.sks.manager.logs.pods.PodLogs;
import java.util.function.Consumer;

/**
 * The pod of an attempt; it stays until its log is away.
 *
 * @param stop removes the pod, unless that is under way
 */
record PodLeftover(AttemptRef ref, AttemptPods pods, PodLogs logs, Consumer<AttemptRef> stop)
    implements Leftover {

  /** Has the log shipped to its end, if the attempt's shard is this manager's by now. */
  void endLog() {
    // What nobody told of since this manager began is told now, or it would count as gone.
    pods.of(ref).forEach(pod -> logs.follow(ref, pod));
    logs.end(ref);
  }

  @Override
  public boolean isRemovable() {
    endLog();
    return logs.isShipped(ref);
  }

  @Override
  public void remove() {
    stop.accept(ref);
  }
}
