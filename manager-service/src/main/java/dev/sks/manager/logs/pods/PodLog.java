package dev.sks.manager.logs.pods;

import dev.sks.contract.Limits;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.logs.AttemptLog;
import dev.sks.manager.logs.Piece;
import dev.sks.manager.logs.pods.PodContainer.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The log of an attempt in a cluster: a source for its driver and one for each executor. The
 * driver's ends last, so a log whose driver has ended has ended. Who tells of containers does not
 * wait for the data volume: the shipper's thread reads there how far the log had arrived.
 */
final class PodLog implements AttemptLog {

  private static final Logger LOG = Logger.getLogger(PodLog.class);
  private static final Duration RECORD_EVERY = Duration.ofSeconds(1);

  /** How long a container may go on after all else of its attempt is over. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final AttemptRef ref;
  private final MarkStore store;
  private final PodLogDoor door;
  private final Places places;
  private final Map<String, PodContainer> containers = new HashMap<>();
  private final Map<String, PodSource> sources = new ConcurrentHashMap<>();
  private volatile boolean ending;
  private volatile long endingSince;
  private Optional<Map<String, Mark>> before = Optional.empty();
  private boolean unreadable;
  private long recordedAt = System.nanoTime();

  PodLog(AttemptRef ref, MarkStore store, PodLogDoor door, Places places) {
    this.ref = ref;
    this.store = store;
    this.door = door;
    this.places = places;
  }

  @Override
  public AttemptRef ref() {
    return ref;
  }

  /** The container is this far; stages never go back. */
  void saw(String source, PodContainer now) {
    synchronized (containers) {
      containers.merge(source, now, (old, young) -> young.isFurtherThan(old) ? young : old);
    }
  }

  /** No pods come any more: of what has not been seen until now, nothing is left. */
  void end() {
    if (!ending) {
      endingSince = System.nanoTime();
      ending = true;
    }
  }

  boolean isEnding() {
    return ending;
  }

  boolean isOverdue() {
    return ending && System.nanoTime() - endingSince > PATIENCE.toNanos();
  }

  @Override
  public List<PodSource> sources() {
    if (before.isEmpty()) {
      before = read();
    }
    before.ifPresent(this::update);
    return sources.values().stream()
        .sorted(Comparator.comparing(source -> source.name().equals(PodSources.DRIVER)))
        .toList();
  }

  private Optional<Map<String, Mark>> read() {
    try {
      return Optional.of(store.read(ref));
    } catch (IOException e) {
      if (!unreadable) {
        unreadable = true;
        LOG.warnf("Marks of a log can't be read, it waits attempt=%s cause=%s", ref, e);
      }
      return Optional.empty();
    }
  }

  private void update(Map<String, Mark> marks) {
    boolean all = ending;
    seen().forEach((name, now) -> source(name, now, marks).saw(now));
    if (all) {
      marks.keySet().forEach(name -> source(name, PodContainer.absent(Stage.GONE), marks));
      source(PodSources.DRIVER, PodContainer.absent(Stage.NEVER_RAN), marks);
    }
  }

  /** In one look: of what came one after the other, never the later without the earlier. */
  private Map<String, PodContainer> seen() {
    synchronized (containers) {
      return Map.copyOf(containers);
    }
  }

  private PodSource source(String name, PodContainer container, Map<String, Mark> marks) {
    return sources.computeIfAbsent(
        name,
        n -> new PodSource(n, this, marks.getOrDefault(n, Mark.START), container, door, places));
  }

  /** Whether the source may end: no other one may come after the driver's. */
  boolean mayEnd(PodSource source) {
    return !source.name().equals(PodSources.DRIVER)
        || sources.values().stream().allMatch(other -> other == source || other.isDone());
  }

  /** Whether the log-service takes no more of it. */
  boolean isFull() {
    return sources.values().stream().mapToLong(source -> source.mark().taken()).sum()
        > Limits.JOB_LOG;
  }

  @Override
  public boolean isComplete() {
    return sources.containsKey(PodSources.DRIVER)
        && sources.values().stream().allMatch(PodSource::isDone);
  }

  void shipped(Piece piece) throws IOException {
    if (piece.last() || System.nanoTime() - recordedAt > RECORD_EVERY.toNanos()) {
      record();
    }
  }

  void record() throws IOException {
    recordedAt = System.nanoTime();
    var marks = new HashMap<>(before.orElseGet(Map::of));
    sources.forEach((name, source) -> marks.put(name, source.mark()));
    store.write(ref, marks);
  }

  @Override
  public void close() {
    sources.values().forEach(PodSource::close);
  }
}
