package dev.sks.manager.logs.pods;

/** The API server can't read a log now. */
final class UnreadableLogException extends Exception {

  UnreadableLogException(String message, Throwable cause) {
    super(message, cause);
  }
}
