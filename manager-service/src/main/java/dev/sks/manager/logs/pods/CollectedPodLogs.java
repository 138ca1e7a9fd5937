package dev.sks.manager.logs.pods;

import dev.sks.manager.bus.Bus;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.shards.OwnedShard;
import dev.sks.manager.shards.ShardListener;
import dev.sks.manager.tenants.TenantNamespaces;
import io.fabric8.kubernetes.api.model.Pod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Leaves logs to the collectors on the nodes, and only tells the log-service whose pods are whose
 * and when a log has come to its end.
 */
@ApplicationScoped
@Typed({CollectedPodLogs.class, ShardListener.class})
class CollectedPodLogs implements PodLogs, ShardListener {

  private final TenantNamespaces namespaces;
  private final Bus bus;
  private final LastLines lastLines;
  private final KeptLogs kept;
  private final OwnTenants own = new OwnTenants();
  private final Map<AttemptRef, CollectedPods> attempts = new ConcurrentHashMap<>();

  CollectedPodLogs(TenantNamespaces namespaces, Bus bus, LastLines lastLines, KeptLogs kept) {
    this.namespaces = namespaces;
    this.bus = bus;
    this.lastLines = lastLines;
    this.kept = kept;
  }

  @Override
  public void follow(AttemptRef attempt, Pod pod) {
    saw(attempt, PodSources.nameOf(pod), PodContainer.of(pod));
  }

  @Override
  public void gone(AttemptRef attempt, Pod pod) {
    saw(attempt, PodSources.nameOf(pod), PodContainer.of(pod).gone());
  }

  private void saw(AttemptRef attempt, String source, PodContainer container) {
    if (own.contain(attempt) && !kept.contain(attempt)) {
      CollectedPods pods = podsOf(attempt);
      pods.saw(source, container);
      pods.tell(bus);
    }
  }

  @Override
  public void end(AttemptRef attempt) {
    if (kept.contain(attempt)) {
      attempts.remove(attempt);
    } else if (own.contain(attempt) || attempts.containsKey(attempt)) {
      podsOf(attempt).end(bus, lastLines);
    }
  }

  @Override
  public boolean isShipped(AttemptRef attempt) {
    return kept.contain(attempt);
  }

  private CollectedPods podsOf(AttemptRef attempt) {
    return attempts.computeIfAbsent(
        attempt, ref -> new CollectedPods(ref, namespaces.of(ref.tenant())));
  }

  @Override
  public void acquired(OwnedShard shard) {
    own.acquired(shard);
  }

  @Override
  public void lost(OwnedShard shard) {
    own.lost(shard);
    // What is about to be removed is seen to its end by the one who removes it.
    attempts.values().removeIf(pods -> !own.contain(pods.ref()) && !pods.isEnding());
  }
}
