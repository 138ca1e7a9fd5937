package dev.sks.engine.attempt;

/** Another attempt has taken this one's place, or its job is over: end at once. */
final class SupersededException extends Exception {

  private static final long serialVersionUID = 1;

  SupersededException(String message) {
    super(message);
  }
}
