package dev.sks.engine.worker;

import dev.sks.contract.Failure;
import dev.sks.contract.FailureClass;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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
    return known(thrown)
        .orElseGet(
            () ->
                new AttemptFailedException(
                    FailureClass.INFRASTRUCTURE, "engine: " + withoutStack(root(thrown))));
  }

  /** The failure behind what was thrown, if it is one of ours. */
  public static Optional<AttemptFailedException> known(Throwable thrown) {
    return causes(thrown)
        .filter(AttemptFailedException.class::isInstance)
        .map(AttemptFailedException.class::cast)
        .findFirst();
  }

  private static Throwable root(Throwable thrown) {
    return causes(thrown).reduce(thrown, (outer, inner) -> inner);
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
  }

  /** Spark's messages may end with the stack of its own threads. */
  private static String withoutStack(Throwable thrown) {
    return thrown.toString().split("\nDriver stacktrace:", 2)[0];
  }
}
