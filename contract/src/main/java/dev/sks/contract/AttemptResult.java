package dev.sks.contract;

import java.util.List;
import java.util.Map;

/**
 * What an attempt made and asks to commit: {@code POST /v1/attempts/{job}/{attempt}/commit}.
 *
 * @param parts in reducer order, empty parts left out
 */
public record AttemptResult(List<Part> parts, Map<String, Long> counters) {

  public AttemptResult {
    parts = parts == null ? List.of() : List.copyOf(parts);
    counters = counters == null ? Map.of() : Map.copyOf(counters);
  }

  /** A file of JSON Lines in the attempt's output folder, such as {@code part-00000.jsonl}. */
  public record Part(String name, long records, long bytes) {}
}
