package dev.sks.contract;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why an attempt failed. */
public enum FailureClass {
  /** The user's code raised, returned what it must not, or exited with an error. */
  USER_CODE("UserCode", false),
  /** The run time-out passed. */
  DEADLINE("Deadline", false),
  /** A process passed its memory limit; the message names the limit. */
  OUT_OF_MEMORY("OutOfMemory", false),
  /** The input changed or went away while the job read it. */
  INPUT("Input", false),
  /** The attempt did not claim itself before the start time-out. */
  START_DEADLINE("StartDeadline", true),
  /** The attempt's processes went away without a word. */
  LOST("Lost", true),
  /** The machine or the cluster failed the attempt: disk full, image missing, node gone. */
  INFRASTRUCTURE("Infrastructure", true);

  private final String word;
  private final boolean retried;

  FailureClass(String word, boolean retried) {
    this.word = word;
    this.retried = retried;
  }

  @JsonValue
  public String word() {
    return word;
  }

  /** Whether another attempt is made, within the job's policy. */
  public boolean isRetried() {
    return retried;
  }
}
