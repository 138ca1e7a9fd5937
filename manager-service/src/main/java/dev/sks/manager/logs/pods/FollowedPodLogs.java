package dev.sks.manager.logs.pods;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.logs.LogShipper;
import dev.sks.manager.shards.OwnedShard;
import dev.sks.manager.shards.ShardListener;
import io.fabric8.kubernetes.api.model.Pod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Follows logs through the API server and ships them. */
@ApplicationScoped
@Typed({FollowedPodLogs.class, ShardListener.class})
class FollowedPodLogs implements PodLogs, ShardListener {

  private static final int REMEMBERED = 20_000;

  private final LogShipper shipper;
  private final MarkStore marks;
  private final PodLogDoor door;
  private final Places places;
  private final OwnTenants own = new OwnTenants();
  private final Map<AttemptRef, PodLog> logs = new ConcurrentHashMap<>();

  /** Of their pods one hears for a while yet, until they are removed. */
  private final Cache<AttemptRef, Boolean> complete =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(Duration.ofHours(1)).build();

  FollowedPodLogs(LogShipper shipper, MarkStore marks, PodLogDoor door, Places places) {
    this.shipper = shipper;
    this.marks = marks;
    this.door = door;
    this.places = places;
  }

  @Override
  public void follow(AttemptRef attempt, Pod pod) {
    saw(attempt, pod, PodContainer.of(pod));
  }

  @Override
  public void gone(AttemptRef attempt, Pod pod) {
    saw(attempt, pod, PodContainer.of(pod).gone());
  }

  @Override
  public void end(AttemptRef attempt) {
    if (own.contain(attempt) && complete.getIfPresent(attempt) == null) {
      PodLog log = logOf(attempt);
      log.end();
      isComplete(log);
    }
  }

  @Override
  public boolean isShipped(AttemptRef attempt) {
    PodLog log = logs.get(attempt);
    return log != null ? isComplete(log) : complete.getIfPresent(attempt) != null;
  }

  private void saw(AttemptRef attempt, Pod pod, PodContainer container) {
    if (own.contain(attempt) && complete.getIfPresent(attempt) == null) {
      PodLog log = logOf(attempt);
      log.saw(PodSources.nameOf(pod), container);
      isComplete(log);
    }
  }

  private boolean isComplete(PodLog log) {
    if (log.isComplete()) {
      complete.put(log.ref(), true);
      logs.remove(log.ref(), log);
      return true;
    }
    shipper.follow(log);
    return false;
  }

  private PodLog logOf(AttemptRef attempt) {
    return logs.computeIfAbsent(attempt, ref -> new PodLog(ref, marks, door, places));
  }

  @Override
  public void acquired(OwnedShard shard) {
    own.acquired(shard);
  }

  @Override
  public void lost(OwnedShard shard) {
    own.lost(shard);
    for (PodLog log : logs.values()) {
      // What is about to be removed is seen to its end by the one who removes it.
      if (!own.contain(log.ref()) && !log.isEnding() && logs.remove(log.ref(), log)) {
        shipper.leave(log.ref());
      }
    }
  }
}
