package dev.sks.engine.cluster;

import dev.sks.contract.AttemptSpec.Executors;
import dev.sks.contract.FailureClass;
import dev.sks.engine.worker.AttemptFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/** Ends the job when there have been no executors for long, or one was killed for memory. */
public final class ExecutorWatch extends SparkListener implements AutoCloseable {

  private final long limitBytes;
  private final Duration longestWithout;
  private final BooleanSupplier hasExecutors;
  private final Supplier<String> reason;
  private final Consumer<AttemptFailedException> onFailure;
  private final ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(1, this::thread);
  private Instant lastSeen;

  ExecutorWatch(
      long limitBytes,
      Duration longestWithout,
      Instant start,
      BooleanSupplier hasExecutors,
      Supplier<String> reason,
      Consumer<AttemptFailedException> onFailure) {
    this.limitBytes = limitBytes;
    this.longestWithout = longestWithout;
    this.lastSeen = start;
    this.hasExecutors = hasExecutors;
    this.reason = reason;
    this.onFailure = onFailure;
  }

  public static ExecutorWatch of(
      Executors executors, JavaSparkContext spark, Consumer<AttemptFailedException> onFailure) {
    var pods = new ExecutorPods(executors);
    var watch =
        new ExecutorWatch(
            executors.memoryBytes(),
            Duration.ofSeconds(executors.startSeconds()),
            Instant.now(),
            // One is the driver itself.
            () -> spark.sc().statusTracker().getExecutorInfos().length > 1,
            pods::whyNone,
            onFailure);
    spark.sc().addSparkListener(watch);
    watch.clock.scheduleWithFixedDelay(() -> watch.check(Instant.now()), 1, 1, TimeUnit.SECONDS);
    return watch;
  }

  void check(Instant now) {
    if (hasExecutors.getAsBoolean()) {
      lastSeen = now;
    } else if (Duration.between(lastSeen, now).compareTo(longestWithout) >= 0) {
      clock.shutdown();
      onFailure.accept(
          new AttemptFailedException(
              FailureClass.INFRASTRUCTURE,
              "no executor came within " + longestWithout + ": " + reason.get()));
    }
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    if (removed.reason().contains("OOMKilled")) {
      onFailure.accept(
          new AttemptFailedException(
              FailureClass.OUT_OF_MEMORY,
              "executor "
                  + removed.executorId()
                  + " was killed for want of memory; its limit is "
                  + limitBytes / (1024 * 1024)
                  + "Mi"));
    }
  }

  private Thread thread(Runnable task) {
    var thread = new Thread(task, "executor-watch");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
