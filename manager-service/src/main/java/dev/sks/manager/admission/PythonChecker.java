package dev.sks.manager.admission;

import dev.sks.manager.python.PythonInterpreter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Finds what is wrong with Python sources, with the interpreter that will run them, in a child
 * whose memory and time are bounded. A source that makes the child die is at fault.
 */
@ApplicationScoped
class PythonChecker {

  private static final Logger LOG = Logger.getLogger(PythonChecker.class);

  /**
   * The child ends itself after two seconds of processor time; this is for a machine that hangs.
   */
  private static final long DEADLINE_SECONDS = 10;

  private static final int REMEMBERED = 256;
  private static final SourceFault TOO_MUCH =
      new SourceFault("is too deeply nested or too complex for Python to compile", null);

  private final PythonInterpreter python;
  private final ExecutorService thread = Executors.newSingleThreadExecutor(PythonChecker::daemon);
  private final Map<String, Optional<SourceFault>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<SourceFault>> eldest) {
          return size() > REMEMBERED;
        }
      };
  private CheckerProcess child;

  PythonChecker(PythonInterpreter python) {
    this.python = python;
  }

  /** What is wrong with a source that must bind the name; empty if nothing is. */
  synchronized Optional<SourceFault> check(String name, String source) {
    String question = name + ":" + digest(source);
    Optional<SourceFault> answer = known.get(question);
    if (answer == null) {
      answer = ask(name, source);
      known.put(question, answer);
    }
    return answer;
  }

  private Optional<SourceFault> ask(String name, String source) {
    try {
      CheckerProcess checker = checker();
      return thread
          .submit(() -> checker.check(name, source))
          .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.infof("Source ended its checker name=%s cause=%s", name, e);
      close();
      return Optional.of(TOO_MUCH);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UndecidedException("the Python checker was interrupted", e);
    } catch (IOException e) {
      throw new UndecidedException("the Python checker can't be started", e);
    }
  }

  private static String digest(String source) {
    try {
      byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private CheckerProcess checker() throws IOException {
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

  private void close() {
    if (child != null) {
      child.close();
      child = null;
    }
  }

  @PreDestroy
  synchronized void shutDown() {
    close();
    thread.shutdownNow();
  }
}
