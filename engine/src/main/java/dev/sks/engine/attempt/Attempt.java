package dev.sks.engine.attempt;

import dev.sks.contract.AttemptSpec;
import dev.sks.contract.Failure;
import dev.sks.engine.mapreduce.MapReduceRun;
import dev.sks.engine.worker.AttemptFailedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** One attempt: claimed while Spark starts, then run, then committed or failed. */
public final class Attempt {

  private final AttemptSpec spec;
  private final ManagerDoor door;
  private final AtomicBoolean superseded = new AtomicBoolean();

  public Attempt(AttemptSpec spec) {
    this.spec = spec;
    this.door = new ManagerDoor(spec);
  }

  public ExitCode run() {
    try (var run = new MapReduceRun(spec)) {
      var claim = CompletableFuture.runAsync(this::claim);
      try {
        run.start();
        claim.get();
        try (var teller = new ProgressTeller(door, run::progress, () -> supersede(run))) {
          run.run();
        }
        door.commit(run.result());
        return ExitCode.COMMITTED;
      } catch (AttemptFailedException e) {
        claim.get();
        return failed(e.failure());
      }
    } catch (ExecutionException e) {
      return ended(e.getCause().getCause() == null ? e.getCause() : e.getCause().getCause());
    } catch (SupersededException | RefusedException | InterruptedException e) {
      return ended(e);
    }
  }

  private ExitCode failed(Failure failure)
      throws SupersededException, RefusedException, InterruptedException {
    if (superseded.get()) {
      return ended(new SupersededException("told so while it ran"));
    }
    if (isTerminating()) {
      System.err.println("sks: the attempt was told to end and does");
      return ExitCode.TERMINATED;
    }
    System.err.println(
        "sks: the attempt failed class="
            + failure.failure().word()
            + " message="
            + failure.message());
    if (failure.traceback() != null) {
      System.err.println(failure.traceback().stripTrailing());
    }
    door.fail(failure);
    return ExitCode.FAILURE_REPORTED;
  }

  /**
   * Whether this JVM was told to end: it takes no more hooks then, and Spark's own has ended the
   * run. Why it was told is for the launcher to say.
   */
  private static boolean isTerminating() {
    var probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private void claim() {
    try {
      door.claim();
    } catch (SupersededException | RefusedException e) {
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  private void supersede(MapReduceRun run) {
    superseded.set(true);
    run.cancel();
  }

  private static ExitCode ended(Throwable cause) {
    if (cause instanceof SupersededException) {
      System.err.println("sks: the attempt was superseded and ends");
      return ExitCode.SUPERSEDED;
    }
    System.err.println("sks: the attempt ends without a word cause=" + cause);
    return ExitCode.DIED;
  }
}
