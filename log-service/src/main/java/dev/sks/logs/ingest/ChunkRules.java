package dev.sks.logs.ingest;

import dev.sks.contract.JobIds;
import dev.sks.contract.Limits;
import dev.sks.contract.LogChunk;
import dev.sks.contract.Names;
import dev.sks.logs.store.Sources;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What a chunk must be to be kept. */
final class ChunkRules {

  /** Of any source: beyond it an offset is nonsense, and sums could overflow. */
  private static final long MAX_OFFSET = 1L << 60;

  private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59Z");
  private static final Map<String, Predicate<LogChunk>> RULES = rules();

  private ChunkRules() {}

  /** The first thing wrong with it, if any. */
  static Optional<String> fault(LogChunk chunk) {
    return RULES.entrySet().stream()
        .filter(rule -> !rule.getValue().test(chunk))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Map<String, Predicate<LogChunk>> rules() {
    var rules = new LinkedHashMap<String, Predicate<LogChunk>>();
    rules.put("job is not a job id", c -> JobIds.isValid(c.job()));
    rules.put("tenant is not a name", c -> Names.isLabel(c.tenant()));
    rules.put("attempt is below 1", c -> c.attempt() >= 1);
    rules.put("source is not a name", c -> Sources.isValid(c.source()));
    rules.put("offset is out of range", c -> c.offset() >= 0 && c.offset() <= MAX_OFFSET);
    rules.put("length is out of range", c -> c.length() >= 0 && c.length() <= MAX_OFFSET);
    rules.put("at is missing or out of range", c -> inRange(c.at()));
    rules.put("text is missing", c -> c.text() != null);
    // A chunk's producer counts bytes and may add a line of its own; no honest one is twice as big.
    rules.put("text is too long", c -> c.text().length() <= 2 * Limits.LOG_CHUNK);
    return rules;
  }

  private static boolean inRange(Instant at) {
    return at != null && !at.isBefore(Instant.EPOCH) && !at.isAfter(LAST_TIME);
  }
}
