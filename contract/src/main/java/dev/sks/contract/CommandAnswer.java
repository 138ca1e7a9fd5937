package dev.sks.contract;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The manager's answer to a command: every command gets one.
 *
 * @param problem why it was refused, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandAnswer(
    String command, String job, String tenant, Outcome outcome, Problem problem) {

  public enum Outcome {
    APPLIED,
    /** It had been applied before, or changes nothing. */
    UNCHANGED,
    REFUSED
  }
}
