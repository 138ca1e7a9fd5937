package dev.sks.manager.launch.kubernetes;

import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.Leftover;
import dev.sks.manager.logs.LogShipper;

/** The pod of an attempt; it stays until its log is away. */
record PodLeftover(AttemptRef ref, AttemptPods pods, PodRequests requests, LogShipper logs)
    implements Leftover {

  @Override
  public boolean isRemovable() {
    return logs.isShipped(ref);
  }

  @Override
  public void remove() {
    pods.driver(ref).filter(pod -> !requests.delete(pod)).ifPresent(pods::gone);
  }
}
