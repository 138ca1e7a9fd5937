package dev.sks.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long, and how often, a job is tried.
 *
 * @param startTimeout from the creation of an attempt's processes to its claim; the wait for a
 *     quota that refuses them is not part of it
 * @param runTimeout from the first claim of an attempt to its end
 * @param maxAttempts of attempts that infrastructure failed; a user's error is not tried again
 * @param retryDelay before the second attempt; doubles with each further one, up to five minutes
 * @param retention how long the job and its results are kept once it has ended
 */
public record RunPolicy(
    Duration startTimeout,
    Duration runTimeout,
    int maxAttempts,
    Duration retryDelay,
    Duration retention) {

  public static final RunPolicy DEFAULT = new RunPolicy(null, null, 0, null, null);

  public RunPolicy {
    startTimeout = startTimeout == null ? Duration.ofMinutes(10) : startTimeout;
    runTimeout = runTimeout == null ? Duration.ofHours(6) : runTimeout;
    maxAttempts = maxAttempts == 0 ? 3 : maxAttempts;
    retryDelay = retryDelay == null ? Duration.ofSeconds(2) : retryDelay;
    retention = retention == null ? Duration.ofDays(7) : retention;
  }

  List<Violation> violations(String field) {
    var found = new ArrayList<Violation>();
    within(
        field + ".startTimeout", startTimeout, Duration.ofSeconds(1), Duration.ofHours(1), found);
    within(field + ".runTimeout", runTimeout, Duration.ofSeconds(1), Limits.RUN_TIMEOUT, found);
    within(field + ".retryDelay", retryDelay, Duration.ZERO, Duration.ofMinutes(5), found);
    within(field + ".retention", retention, Duration.ofMinutes(1), Duration.ofDays(90), found);
    if (maxAttempts < 1 || maxAttempts > Limits.ATTEMPTS) {
      found.add(new Violation(field + ".maxAttempts", "from 1 to " + Limits.ATTEMPTS));
    }
    return found;
  }

  private static void within(
      String field, Duration value, Duration least, Duration most, List<Violation> found) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      found.add(new Violation(field, "an ISO 8601 duration from " + least + " to " + most));
    }
  }
}
