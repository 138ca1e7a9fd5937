package dev.sks.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Where a job is.
 *
 * @param attempt number of the current or last attempt, from 1; 0 before the first
 * @param generation grows by one with every change of the job
 * @param since when this state began
 * @param reason one sentence a person can act on, or null
 * @param startedAt when the first attempt claimed itself, or null
 * @param finishedAt when a terminal state began, or null
 * @param retryAt when the next attempt starts, or null
 * @param failure why the last attempt failed, or null
 * @param problem why it was rejected, or null
 * @param results what it produced, or null
 * @param history the latest changes, oldest first, at most {@value #HISTORY}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record JobStatus(
    JobState state,
    @JsonInclude int attempt,
    @JsonInclude long generation,
    Instant since,
    String reason,
    Instant startedAt,
    Instant finishedAt,
    Instant retryAt,
    Failure failure,
    Problem problem,
    JobResults results,
    List<Change> history) {

  public static final int HISTORY = 20;

  public JobStatus {
    history = history == null ? List.of() : List.copyOf(history);
  }

  /** One change of state. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Change(
      @JsonInclude long generation,
      JobState state,
      @JsonInclude int attempt,
      Instant at,
      String reason) {}

  /**
   * What a job produced.
   *
   * @param counters records and bytes by name, such as {@code mapInputRecords}
   */
  public record JobResults(
      List<AttemptResult.Part> parts, long records, long bytes, Map<String, Long> counters) {

    public JobResults {
      parts = parts == null ? List.of() : List.copyOf(parts);
      counters = counters == null ? Map.of() : Map.copyOf(counters);
    }
  }
}
