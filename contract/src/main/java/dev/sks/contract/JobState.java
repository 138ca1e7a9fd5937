package dev.sks.contract;

import com.fasterxml.jackson.annotation.JsonValue;

/** The word for a job's state, as people and programs see it. */
public enum JobState {
  /** Taken by a gateway; no manager has answered yet. */
  ACCEPTED("Accepted", false),
  QUEUED("Queued", false),
  STARTING("Starting", false),
  RUNNING("Running", false),
  /** An attempt was failed by infrastructure; the next one waits for its time. */
  RETRYING("Retrying", false),
  SUCCEEDED("Succeeded", true),
  FAILED("Failed", true),
  CANCELLED("Cancelled", true),
  /** Never became a job; the problem says why. */
  REJECTED("Rejected", true);

  private final String word;
  private final boolean terminal;

  JobState(String word, boolean terminal) {
    this.word = word;
    this.terminal = terminal;
  }

  @JsonValue
  public String word() {
    return word;
  }

  public boolean isTerminal() {
    return terminal;
  }
}
