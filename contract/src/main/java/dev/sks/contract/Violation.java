package dev.sks.contract;

/**
 * One thing wrong with a request.
 *
 * @param field path of the field, such as {@code program.mapper}
 * @param message what is wrong and what would be right
 * @param line line of the field's text, from 1, or null where there is none
 */
public record Violation(String field, String message, Integer line) {

  public Violation(String field, String message) {
    this(field, message, null);
  }
}
