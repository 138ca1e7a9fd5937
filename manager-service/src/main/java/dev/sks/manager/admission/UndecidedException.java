package dev.sks.manager.admission;

/** Whether a job can be taken can't be said now. */
public class UndecidedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UndecidedException(String message, Throwable cause) {
    super(message, cause);
  }
}
