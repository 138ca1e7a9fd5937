package dev.sks.manager.logs.pods;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sks.contract.Shards;
import dev.sks.manager.cluster.Words;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.logs.LogShipper;
import dev.sks.manager.shards.OwnedShard;
import dev.sks.manager.shards.ShardListener;
import io.fabric8.kubernetes.api.model.Pod;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ships the logs of attempts' pods, each by the manager that owns the tenant's shard. Tell it of
 * every change of a pod; of attempts that are not this manager's it takes no notice.
 */
@ApplicationScoped
public class PodLogs implements ShardListener {

  private static final String EXECUTOR_MARK = "-exec-";
  private static final int REMEMBERED = 20_000;

  private final LogShipper shipper;
  private final MarkStore marks;
  private final PodLogDoor door;
  private final Places places;
  private final Set<Integer> owned = ConcurrentHashMap.newKeySet();
  private final Map<AttemptRef, PodLog> logs = new ConcurrentHashMap<>();

  /** Of their pods one hears for a while yet, until they are removed. */
  private final Cache<AttemptRef, Boolean> complete =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(Duration.ofHours(1)).build();

  PodLogs(LogShipper shipper, MarkStore marks, PodLogDoor door, Places places) {
    this.shipper = shipper;
    this.marks = marks;
    this.door = door;
    this.places = places;
  }

  /** The pod, driver or executor, is as given. Idempotent. */
  public void follow(AttemptRef attempt, Pod pod) {
    saw(attempt, pod, PodContainer.of(pod));
  }

  /** The pod was last seen as given, and is not there any more. */
  public void gone(AttemptRef attempt, Pod pod) {
    saw(attempt, pod, PodContainer.of(pod).gone());
  }

  /**
   * No more pods of the attempt come, and those there are were told of: what was not seen until now
   * is taken as gone. Whoever was told this while the shard was theirs ships the log to its end.
   */
  public void end(AttemptRef attempt) {
    if (isOurs(attempt) && complete.getIfPresent(attempt) == null) {
      PodLog log = logOf(attempt);
      log.end();
      isComplete(log);
    }
  }

  /** Whether nothing of the attempt's log is still to be shipped; asked once it has its end. */
  public boolean isShipped(AttemptRef attempt) {
    PodLog log = logs.get(attempt);
    return log != null ? isComplete(log) : complete.getIfPresent(attempt) != null;
  }

  private void saw(AttemptRef attempt, Pod pod, PodContainer container) {
    if (isOurs(attempt) && complete.getIfPresent(attempt) == null) {
      PodLog log = logOf(attempt);
      log.saw(sourceOf(pod), container);
      isComplete(log);
    }
  }

  private boolean isOurs(AttemptRef attempt) {
    return owned.contains(Shards.of(attempt.tenant()));
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
    return logs.computeIfAbsent(attempt, this::load);
  }

  private PodLog load(AttemptRef attempt) {
    try {
      return new PodLog(attempt, marks, door, places);
    } catch (IOException e) {
      throw new UncheckedIOException("marks of the log can't be read: " + attempt, e);
    }
  }

  private static String sourceOf(Pod pod) {
    String name = pod.getMetadata().getName();
    return Words.EXECUTOR.equals(pod.getMetadata().getLabels().get(Words.ROLE))
        ? "executor-" + name.substring(name.lastIndexOf(EXECUTOR_MARK) + EXECUTOR_MARK.length())
        : PodLog.DRIVER;
  }

  @Override
  public void acquired(OwnedShard shard) {
    owned.add(shard.number());
  }

  @Override
  public void lost(OwnedShard shard) {
    owned.remove(shard.number());
    for (PodLog log : logs.values()) {
      // What is about to be removed is seen to its end by the one who removes it.
      if (!isOurs(log.ref()) && !log.isEnding() && logs.remove(log.ref(), log)) {
        shipper.leave(log.ref());
      }
    }
  }
}
