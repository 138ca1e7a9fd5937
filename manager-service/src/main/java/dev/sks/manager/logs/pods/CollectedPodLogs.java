package dev.sks.manager.logs.pods;

import dev.sks.contract.CollectedLog;
import dev.sks.contract.Topics;
import dev.sks.manager.bus.Bus;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.shards.OwnedShard;
import dev.sks.manager.shards.ShardListener;
import dev.sks.manager.tenants.TenantNamespaces;
import io.fabric8.kubernetes.api.model.Pod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * Leaves logs to the collectors on the nodes, and only tells the log-service whose pods are whose
 * and when a log has come to its end.
 */
@ApplicationScoped
@Typed({CollectedPodLogs.class, ShardListener.class})
class CollectedPodLogs implements PodLogs, ShardListener {

  private static final Logger LOG = Logger.getLogger(CollectedPodLogs.class);

  private final TenantNamespaces namespaces;
  private final Bus bus;
  private final LastLines lastLines;
  private final KeptLogs kept;
  private final OwnTenants own = new OwnTenants();
  private final Map<AttemptRef, CollectedPods> attempts = new ConcurrentHashMap<>();

  /** While Kafka is away it blocks, which those who tell of pods must not. */
  private final Executor thread;

  @Inject
  CollectedPodLogs(TenantNamespaces namespaces, Bus bus, LastLines lastLines, KeptLogs kept) {
    this(
        namespaces,
        bus,
        lastLines,
        kept,
        Executors.newSingleThreadExecutor(CollectedPodLogs::daemon));
  }

  CollectedPodLogs(
      TenantNamespaces namespaces, Bus bus, LastLines lastLines, KeptLogs kept, Executor thread) {
    this.namespaces = namespaces;
    this.bus = bus;
    this.lastLines = lastLines;
    this.kept = kept;
    this.thread = thread;
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
      pods.tell(log -> say(pods, log));
    }
  }

  @Override
  public void end(AttemptRef attempt) {
    if (kept.contain(attempt)) {
      attempts.remove(attempt);
    } else if (own.contain(attempt) || attempts.containsKey(attempt)) {
      CollectedPods pods = podsOf(attempt);
      pods.end(log -> say(pods, log), lastLines);
    }
  }

  private void say(CollectedPods pods, CollectedLog log) {
    thread.execute(
        () ->
            bus.send(Topics.COLLECTED_LOGS, log.job(), log)
                .whenComplete(
                    (sent, failure) -> {
                      if (failure != null) {
                        unsaid(pods, failure);
                      }
                    }));
  }

  private static void unsaid(CollectedPods pods, Throwable failure) {
    LOG.warnf("Log-service can't be told of pods attempt=%s cause=%s", pods.ref(), failure);
    pods.unsaid();
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

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "collected-logs");
    thread.setDaemon(true);
    return thread;
  }
}
