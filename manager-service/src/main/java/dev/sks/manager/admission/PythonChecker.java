package dev.sks.manager.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sks.manager.python.PythonInterpreter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Finds what is wrong with Python sources, with the interpreter that will run them, in children
 * whose memory and time are bounded. A source that makes its child die is at fault.
 */
@ApplicationScoped
class PythonChecker {

  /** More than one, so that a slow source does not hold up all others. */
  private static final int CHILDREN = 2;

  private static final int REMEMBERED = 256;

  private final BlockingQueue<LastingChecker> idle = new ArrayBlockingQueue<>(CHILDREN, true);
  private final Cache<String, Optional<SourceFault>> known =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  PythonChecker(PythonInterpreter python) {
    for (int i = 0; i < CHILDREN; i++) {
      idle.add(new LastingChecker(python));
    }
  }

  /**
   * What is wrong with a source that must bind the name; empty if nothing is.
   *
   * @throws UndecidedException if it can't be checked now
   */
  Optional<SourceFault> check(String name, String source) {
    String question = name + ":" + digest(source);
    Optional<SourceFault> answer = known.getIfPresent(question);
    if (answer == null) {
      answer = ask(name, source);
      known.put(question, answer);
    }
    return answer;
  }

  private Optional<SourceFault> ask(String name, String source) {
    try {
      LastingChecker checker = idle.take();
      try {
        return checker.check(name, source);
      } finally {
        idle.add(checker);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UndecidedException("the Python checker was interrupted", e);
    } catch (IOException e) {
      throw new UndecidedException("the Python checker can't be started: " + e, e);
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

  /** Waits for those that are at work: their sources are not to blame for the end. */
  @PreDestroy
  void shutDown() throws InterruptedException {
    for (int i = 0; i < CHILDREN; i++) {
      idle.take().close();
    }
  }
}
