package dev.sks.logs.collect;

import dev.sks.contract.CollectedLog;
import dev.sks.contract.JobIds;
import dev.sks.contract.Names;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What an announcement must be to be heard. */
final class AnnouncementRules {

  private static final int MAX_SOURCES = 1000;
  private static final Map<String, Predicate<CollectedLog>> RULES = rules();

  private AnnouncementRules() {}

  /** The first thing wrong with it, if any. */
  static Optional<String> fault(CollectedLog log) {
    return RULES.entrySet().stream()
        .filter(rule -> !rule.getValue().test(log))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Map<String, Predicate<CollectedLog>> rules() {
    var rules = new LinkedHashMap<String, Predicate<CollectedLog>>();
    rules.put("job is not a job id", log -> JobIds.isValid(log.job()));
    rules.put("tenant is not a name", log -> Names.isLabel(log.tenant()));
    rules.put("attempt is below 1", log -> log.attempt() >= 1);
    rules.put("namespace is not a name", log -> Names.isLabel(log.namespace()));
    rules.put("lastLines are missing", log -> log.lastLines() != null);
    rules.put("lastLines are too many", log -> log.lastLines().size() <= MAX_SOURCES);
    rules.put(
        "lastLines are not stamps of the driver and executors",
        log -> log.lastLines().entrySet().stream().allMatch(AnnouncementRules::isLastLine));
    return rules;
  }

  private static boolean isLastLine(Map.Entry<String, Instant> last) {
    return PodFile.isSource(last.getKey()) && Stamp.inRange(last.getValue());
  }
}
