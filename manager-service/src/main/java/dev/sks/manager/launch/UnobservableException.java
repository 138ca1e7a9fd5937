package dev.sks.manager.launch;

/** The environment can't be asked now: nothing is known about any attempt. */
public class UnobservableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UnobservableException(String message) {
    super(message);
  }
}
