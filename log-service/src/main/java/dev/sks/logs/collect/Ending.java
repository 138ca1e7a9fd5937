package dev.sks.logs.collect;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether all lines of an attempt are there.
 *
 * @param told how long ago it was told that no more pods come; null if it was not
 * @param sources all of which there are lines, or are to be
 */
record Ending(Duration told, Map<String, SourceState> sources) {

  /** What sources print whose last line nobody knows comes within this time or not at all. */
  static final Duration SETTLE = Duration.ofSeconds(5);

  /** What has not come then does not come. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  boolean over() {
    if (told == null) {
      return false;
    }
    Duration needed = lacking().isEmpty() ? settling() : PATIENCE;
    return told.compareTo(needed) >= 0;
  }

  /** The sources whose last line has not come. */
  Set<String> lacking() {
    var lacking = new TreeMap<>(sources);
    lacking.values().removeIf(source -> !source.lacks());
    return lacking.keySet();
  }

  private Duration settling() {
    boolean known = sources.values().stream().allMatch(source -> source.awaited() != null);
    return known && sources.containsKey(PodFile.DRIVER) ? Duration.ZERO : SETTLE;
  }
}
