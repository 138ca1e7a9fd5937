package dev.sks.engine.worker;

import dev.sks.contract.Failure;
import dev.sks.contract.FailureClass;

/** The attempt can't go on; the failure says why in the user's terms. Crosses Spark as a cause. */
public final class AttemptFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final FailureClass kind;
  private final String text;
  private final String traceback;
  private final Integer line;
  private final Integer exitCode;

  public AttemptFailedException(Failure failure) {
    super(failure.message());
    this.kind = failure.failure();
    this.text = failure.message();
    this.traceback = failure.traceback();
    this.line = failure.line();
    this.exitCode = failure.exitCode();
  }

  public AttemptFailedException(FailureClass kind, String message) {
    this(Failure.of(kind, message));
  }

  public Failure failure() {
    return new Failure(kind, text, traceback, line, exitCode);
  }

  /** The failure behind what Spark or the JVM threw. */
  public static AttemptFailedException of(Throwable thrown) {
    Throwable last = thrown;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof AttemptFailedException known) {
        return known;
      }
      last = cause;
    }
    return new AttemptFailedException(FailureClass.INFRASTRUCTURE, "engine: " + last);
  }
}
