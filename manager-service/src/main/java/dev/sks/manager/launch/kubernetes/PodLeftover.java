package dev.sks.manager.launch.kubernetes;

import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.Leftover;
import dev.sks.manager.logs.pods.PodLogs;

/** The pod of an attempt; it stays until its log is away. */
record PodLeftover(AttemptRef ref, AttemptPods pods, PodRequests requests, PodLogs logs)
    implements Leftover {

  @Override
  public boolean isRemovable() {
    // What nobody told of since this manager began is told now, or it would count as gone.
    pods.of(ref).forEach(pod -> logs.follow(ref, pod));
    return logs.isShipped(ref);
  }

  @Override
  public void remove() {
    pods.driver(ref).filter(pod -> !requests.delete(pod)).ifPresent(pods::gone);
  }
}
