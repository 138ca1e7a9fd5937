package dev.sks.logs.collect;

import dev.sks.contract.LogChunk;
import dev.sks.logs.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is kept of an attempt's collected lines. One transaction's, whose job is locked. */
class CollectedAttempt {

  static final String MISSING_LINE =
      "[sks] lines may be missing here: the collector of the node did not bring them\n";

  private final AttemptKey key;
  private final String tenant;
  private final Duration told;
  private final boolean keptBefore;
  private final Map<String, SourceState> sources;
  private final Set<String> changed = new HashSet<>();
  private boolean kept;

  /**
   * @param told how long ago it was told that no more pods come; null if it was not
   */
  CollectedAttempt(
      AttemptKey key,
      String tenant,
      Duration told,
      boolean kept,
      Map<String, SourceState> sources) {
    this.key = key;
    this.tenant = tenant;
    this.told = told;
    this.keptBefore = kept;
    this.kept = kept;
    this.sources = new HashMap<>(sources);
  }

  AttemptKey key() {
    return key;
  }

  boolean kept() {
    return kept;
  }

  boolean newlyKept() {
    return kept && !keptBefore;
  }

  /** The sources that are not where they were. */
  Map<String, SourceState> changed() {
    var result = new HashMap<String, SourceState>();
    changed.forEach(source -> result.put(source, sources.get(source)));
    return result;
  }

  /** Enters those lines that are new; of an ended source, too, which stays ended. */
  void take(Ledger ledger, String source, List<PodLine> lines) {
    SourceState state = sources.getOrDefault(source, SourceState.START);
    Place place = state.place();
    var join = new ChunkJoin(state.begun());
    for (PodLine line : lines) {
      if (place.isBefore(line)) {
        join.add(line);
        place = place.past(line);
      }
    }
    if (place.equals(state.place())) {
      return;
    }
    if (kept) {
      join.endLine();
    }
    for (ChunkJoin.Text text : join.texts()) {
      enter(ledger, source, text.text(), Stamp.instant(text.newest()), kept);
    }
    move(source, state.at(place, join.rest()));
  }

  /** Ends all its sources if all lines are there or won't come. */
  void settle(Ledger ledger) {
    var ending = new Ending(told, sources);
    if (kept || !ending.over()) {
      return;
    }
    Set<String> lacking = ending.lacking();
    var all = new TreeSet<>(ledger.sources(key.job(), key.attempt()));
    all.addAll(sources.keySet());
    all.add(PodFile.DRIVER);
    for (String source : all) {
      SourceState state = sources.getOrDefault(source, SourceState.START);
      String rest = lacking.contains(source) ? withMissing(state.begun()) : state.begun();
      enter(ledger, source, rest, Instant.now(), true);
      move(source, state.at(state.place(), ""));
    }
    kept = true;
  }

  private static String withMissing(String begun) {
    return begun.isEmpty() ? MISSING_LINE : begun + "\n" + MISSING_LINE;
  }

  private void move(String source, SourceState state) {
    sources.put(source, state);
    changed.add(source);
  }

  private void enter(Ledger ledger, String source, String text, Instant at, boolean last) {
    long offset = ledger.next(key.source(source));
    long length = text.getBytes(StandardCharsets.UTF_8).length;
    ledger.enter(
        new LogChunk(key.job(), tenant, key.attempt(), source, offset, length, at, text, last));
  }
}
