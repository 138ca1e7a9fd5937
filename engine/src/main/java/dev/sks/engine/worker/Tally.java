package dev.sks.engine.worker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * What the attempt has done so far: exact counters of finished tasks, and what running ones say.
 */
public final class Tally {

  private final ConcurrentMap<String, LongAdder> counters = new ConcurrentHashMap<>();
  public final LongAdder records = new LongAdder();
  public final LongAdder bytes = new LongAdder();
  public final LongAdder mapsDone = new LongAdder();
  public final LongAdder reducesDone = new LongAdder();

  public void add(Map<String, Long> finished) {
    finished.forEach((name, n) -> counters.computeIfAbsent(name, k -> new LongAdder()).add(n));
  }

  public Map<String, Long> counters() {
    return counters.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().sum()));
  }

  /** The live numbers of one task; {@link #at} may be called with ever larger totals. */
  public final class Running {

    private long records;
    private long bytes;

    public void at(long records, long bytes) {
      Tally.this.records.add(records - this.records);
      Tally.this.bytes.add(bytes - this.bytes);
      this.records = records;
      this.bytes = bytes;
    }
  }
}
