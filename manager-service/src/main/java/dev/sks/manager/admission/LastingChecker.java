package dev.sks.manager.admission;

import dev.sks.manager.python.PythonInterpreter;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** A checker that goes on with a new child when a source ended it. For one caller at a time. */
final class LastingChecker implements Closeable {

  private static final Logger LOG = Logger.getLogger(LastingChecker.class);

  /**
   * The child ends itself after two seconds of processor time; this is for a machine that hangs.
   */
  private static final long DEADLINE_SECONDS = 10;

  private static final SourceFault TOO_MUCH =
      new SourceFault("is too deeply nested or too complex for Python to compile", null);

  private final PythonInterpreter python;
  private final ExecutorService thread = Executors.newSingleThreadExecutor(LastingChecker::daemon);
  private CheckerProcess child;

  LastingChecker(PythonInterpreter python) {
    this.python = python;
  }

  /**
   * @throws IOException if no child can be started
   */
  Optional<SourceFault> check(String name, String source) throws IOException, InterruptedException {
    CheckerProcess checker = child();
    try {
      return thread
          .submit(() -> checker.check(name, source))
          .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.infof("Source ended its checker name=%s cause=%s", name, e);
      endChild();
      return Optional.of(TOO_MUCH);
    }
  }

  private CheckerProcess child() throws IOException {
    if (child == null || !child.isAlive()) {
      var program = python.program(PythonChecker.class, "sks_check.py");
      child =
          new CheckerProcess(
              List.of(python.executable(), "-I", "-S", "-X", "utf8", program.toString()));
    }
    return child;
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "python-checker");
    thread.setDaemon(true);
    return thread;
  }

  private void endChild() {
    if (child != null) {
      child.close();
      child = null;
    }
  }

  @Override
  public void close() {
    endChild();
    thread.shutdownNow();
  }
}
