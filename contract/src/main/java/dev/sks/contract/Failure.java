package dev.sks.contract;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Why an attempt failed, in the user's terms.
 *
 * @param failure the class
 * @param message one sentence
 * @param traceback the user's own frames as Python prints them, or a program's last words, or null
 * @param line line in the user's source, from 1, or null
 * @param exitCode of the process that ended, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Failure(
    FailureClass failure, String message, String traceback, Integer line, Integer exitCode) {

  public Failure {
    message = cut(message);
    traceback = cut(traceback);
  }

  public static Failure of(FailureClass failure, String message) {
    return new Failure(failure, message, null, null, null);
  }

  private static String cut(String text) {
    return text == null || text.length() <= Limits.FAILURE_TEXT
        ? text
        : text.substring(0, Limits.FAILURE_TEXT) + "\n… cut";
  }
}
