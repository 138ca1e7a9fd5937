package dev.sks.engine.mapreduce;

import java.io.Serializable;
import java.util.Map;

/**
 * What one run of a task has done so far.
 *
 * @param done whether the numbers are final
 * @param records map input records; 0 for a reduce task
 * @param bytes map input bytes; 0 for a reduce task
 * @param counters of a task that is done
 */
record TaskTally(Key key, boolean done, long records, long bytes, Map<String, Long> counters)
    implements Serializable {

  static TaskTally running(Key key, long records, long bytes) {
    return new TaskTally(key, false, records, bytes, Map.of());
  }

  static TaskTally done(Key key, long records, long bytes, Map<String, Long> counters) {
    return new TaskTally(key, true, records, bytes, Map.copyOf(counters));
  }

  /** Which task, however often it runs. */
  record Key(Stage stage, int partition) implements Serializable {}

  enum Stage {
    MAP,
    REDUCE
  }
}
