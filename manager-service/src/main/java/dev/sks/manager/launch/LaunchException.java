package dev.sks.manager.launch;

import dev.sks.contract.Failure;

/** An attempt could not be created. */
public class LaunchException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Failure failure;
  private final boolean passing;

  private LaunchException(Failure failure, boolean passing, Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
    this.passing = passing;
  }

  /** Another try would end the same way. */
  public LaunchException(Failure failure, Throwable cause) {
    this(failure, false, cause);
  }

  /** The environment may take it later, as when a quota is used up for now. */
  public static LaunchException passing(Failure failure, Throwable cause) {
    return new LaunchException(failure, true, cause);
  }

  public Failure failure() {
    return failure;
  }

  public boolean isPassing() {
    return passing;
  }
}
