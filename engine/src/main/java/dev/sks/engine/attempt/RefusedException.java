package dev.sks.engine.attempt;

/** The manager understood the report and will never take it. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1;

  RefusedException(int status, String body) {
    super("status=" + status + " answer=" + (body.length() > 500 ? body.substring(0, 500) : body));
  }
}
