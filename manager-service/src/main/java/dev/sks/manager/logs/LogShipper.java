package dev.sks.manager.logs;

import dev.sks.base.stores.Brokers;
import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.LogChunk;
import dev.sks.contract.Topics;
import dev.sks.manager.launch.AttemptRef;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Ships the logs of attempts, one piece of a source in flight at a time. What has arrived is
 * recorded only then, so nothing is lost while Kafka is away; what is sent twice carries its
 * offset.
 */
@ApplicationScoped
public class LogShipper {

  private static final Logger LOG = Logger.getLogger(LogShipper.class);
  private static final Duration EVERY = Duration.ofMillis(150);
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  /** Where the logs go to. */
  interface Topic {
    /** Blocks until it is there. */
    void ensure() throws InterruptedException;
  }

  private final LogSender sender;
  private final Topic topic;
  private final Map<AttemptRef, AttemptLog> logs = new ConcurrentHashMap<>();

  /** All that follows is this thread's alone. */
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(LogShipper::daemon);

  private final Set<LogSource> inFlight = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean topicThere;
  private boolean failing;
  private long pausedUntil = System.nanoTime();

  @Inject
  LogShipper(Brokers brokers, TopicCreator topics) {
    this(brokers, () -> topics.ensure(List.of(Topics.JOB_LOGS)));
  }

  LogShipper(Brokers brokers, Topic topic) {
    this.sender = new LogSender(brokers);
    this.topic = topic;
    thread.scheduleWithFixedDelay(
        this::shipAll, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ships the log in the folder until the attempt has ended. Idempotent. */
  public void follow(AttemptRef attempt, Path folder) throws IOException {
    var log = new FolderLog(attempt, folder);
    if (!log.isComplete()) {
      follow(log);
    }
  }

  /** Ships the log until it is complete, unless one of the attempt is being shipped already. */
  public void follow(AttemptLog log) {
    logs.putIfAbsent(log.ref(), log);
  }

  /** Ships no more of the attempt's log: that is another manager's now. */
  public void leave(AttemptRef attempt) {
    AttemptLog log = logs.remove(attempt);
    if (log != null) {
      thread.execute(log::close);
    }
  }

  /** Whether nothing of the attempt's log is still to be shipped. */
  public boolean isShipped(AttemptRef attempt) {
    return !logs.containsKey(attempt);
  }

  private void shipAll() {
    if (logs.isEmpty() || System.nanoTime() - pausedUntil < 0) {
      return;
    }
    try {
      if (!topicThere) {
        topic.ensure();
        topicThere = true;
      }
      for (AttemptLog log : logs.values()) {
        log.sources().forEach(source -> ship(log, source));
        if (log.isComplete() && logs.remove(log.ref(), log)) {
          log.close();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      pause(e);
    }
  }

  private void ship(AttemptLog log, LogSource source) {
    if (System.nanoTime() - pausedUntil < 0 || inFlight.contains(source)) {
      return;
    }
    try {
      source
          .next()
          .ifPresent(
              piece -> {
                inFlight.add(source);
                sender
                    .send(chunk(log.ref(), source.name(), piece))
                    .whenCompleteAsync((ok, e) -> arrived(log, source, piece, e), thread);
              });
    } catch (IOException e) {
      pause(e);
    }
  }

  private static LogChunk chunk(AttemptRef ref, String source, Piece piece) {
    return new LogChunk(
        ref.job(),
        ref.tenant(),
        ref.attempt(),
        source,
        piece.offset(),
        piece.length(),
        Instant.now(),
        piece.text(),
        piece.last());
  }

  private void arrived(AttemptLog log, LogSource source, Piece piece, Throwable failure) {
    inFlight.remove(source);
    if (failure != null) {
      pause(failure);
      return;
    }
    try {
      source.shipped(piece);
    } catch (IOException e) {
      LOG.warnf("Shipped log can't be recorded attempt=%s cause=%s", log.ref(), e);
    }
    if (failing) {
      failing = false;
      LOG.info("Logs are shipped again");
    }
    ship(log, source);
  }

  private void pause(Throwable cause) {
    pausedUntil = System.nanoTime() + PAUSE_NANOS;
    if (!failing) {
      failing = true;
      LOG.warnf("Logs can't be shipped, they wait cause=%s", cause);
    }
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "log-shipper");
    thread.setDaemon(true);
    return thread;
  }

  @PreDestroy
  void close() {
    thread.shutdownNow();
    sender.close();
  }
}
