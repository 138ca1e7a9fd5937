package dev.sks.manager.logs.pods;

import dev.sks.contract.Shards;
import dev.sks.manager.data.DataStore;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.logs.LogShipper;
import dev.sks.manager.logs.LogShippers;
import dev.sks.manager.shards.OwnedShard;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;

/** A manager as far as logs go. To close it is to kill it: nothing is recorded then. */
final class Follower implements AutoCloseable {

  private static final int FOLLOWS = 10;

  private final KubernetesClient client = TestPods.connect();
  private final LogShipper shipper;
  private final FollowedPodLogs logs;
  private final AttemptRef ref;

  Follower(AttemptRef ref, String brokers, DataStore data) {
    this.ref = ref;
    this.shipper = LogShippers.to(brokers);
    this.logs =
        new FollowedPodLogs(
            shipper, new MarkStore(data), new ApiLogDoor(() -> client), new Places(FOLLOWS));
    logs.acquired(new OwnedShard(Shards.of(ref.tenant()), 1, Instant.EPOCH));
  }

  void see(List<Pod> pods) {
    pods.forEach(pod -> logs.follow(ref, pod));
  }

  boolean isShipped() {
    logs.end(ref);
    return logs.isShipped(ref);
  }

  @Override
  public void close() {
    LogShippers.kill(shipper);
    client.close();
  }
}
