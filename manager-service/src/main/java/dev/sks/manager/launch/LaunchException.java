package dev.sks.manager.launch;

import dev.sks.contract.Failure;

/** An attempt could not be created. */
public class LaunchException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Failure failure;

  public LaunchException(Failure failure, Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
