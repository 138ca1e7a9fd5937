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
import java.util.concurrent.ConcurrentHashMap;

/**
 * The log of an attempt in a cluster: a source for its driver and one for each executor. The
 * driver's ends last, so a log whose driver has ended has ended.
 */
final class PodLog implements AttemptLog {

  private static final Duration RECORD_EVERY = Duration.ofSeconds(1);

  /** How long a container may go on after all else of its attempt is over. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final AttemptRef ref;
  private final MarkStore store;
  private final PodLogDoor door;
  private final Places places;
  private final Map<String, Mark> before;
  private final Map<String, PodSource> sources = new ConcurrentHashMap<>();
  private volatile boolean ending;
  private volatile long endingSince;
  private long recordedAt = System.nanoTime();

  PodLog(AttemptRef ref, MarkStore store, PodLogDoor door, Places places) throws IOException {
    this.ref = ref;
    this.store = store;
    this.door = door;
    this.places = places;
    this.before = store.read(ref);
  }

  @Override
  public AttemptRef ref() {
    return ref;
  }

  void saw(String source, PodContainer container) {
    source(source, container).saw(container);
  }

  private PodSource source(String name, PodContainer container) {
    return sources.computeIfAbsent(
        name,
        n -> new PodSource(n, this, before.getOrDefault(n, Mark.START), container, door, places));
  }

  /** No pods come any more: of what has not been seen until now, nothing is left. */
  void end() {
    if (ending) {
      return;
    }
    before.forEach((name, mark) -> source(name, PodContainer.absent(Stage.GONE)));
    source(PodSources.DRIVER, PodContainer.absent(Stage.NEVER_RAN));
    endingSince = System.nanoTime();
    ending = true;
  }

  boolean isEnding() {
    return ending;
  }

  boolean isOverdue() {
    return ending && System.nanoTime() - endingSince > PATIENCE.toNanos();
  }

  @Override
  public List<PodSource> sources() {
    return sources.values().stream()
        .sorted(Comparator.comparing(source -> source.name().equals(PodSources.DRIVER)))
        .toList();
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
    var marks = new HashMap<>(before);
    sources.forEach((name, source) -> marks.put(name, source.mark()));
    store.write(ref, marks);
  }

  @Override
  public void close() {
    sources.values().forEach(PodSource::close);
  }
}
