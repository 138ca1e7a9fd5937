package dev.sks.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.Failure;
import dev.sks.contract.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.junit.jupiter.api.Test;

class ExecutorWatchTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration WITHOUT = Duration.ofMinutes(10);

  private final AtomicBoolean hasExecutors = new AtomicBoolean();
  private final List<Failure> failures = new ArrayList<>();
  private final ExecutorWatch watch =
      new ExecutorWatch(
          512L << 20,
          WITHOUT,
          START,
          hasExecutors::get,
          () -> "0/3 nodes are available",
          failure -> failures.add(failure.failure()));

  @Test
  void failsWhenNoneCameForLongAndTellsWhy() {
    watch.check(START.plus(WITHOUT).minusSeconds(1));
    assertEquals(List.of(), failures);
    watch.check(START.plus(WITHOUT));
    assertEquals(FailureClass.INFRASTRUCTURE, failures.get(0).failure());
    assertTrue(failures.get(0).message().endsWith("within PT10M: 0/3 nodes are available"));
  }

  @Test
  void waitsAnewWhenAllAreLost() {
    hasExecutors.set(true);
    var lost = START.plusSeconds(600);
    watch.check(lost);
    hasExecutors.set(false);
    watch.check(lost.plusSeconds(60));
    assertEquals(List.of(), failures);
    watch.check(lost.plus(WITHOUT));
    assertEquals(1, failures.size());
  }

  @Test
  void namesTheLimitOfAnExecutorKilledForMemoryOnly() {
    watch.onExecutorRemoved(
        new SparkListenerExecutorRemoved(0, "1", "exit code: 137\n termination reason: Error"));
    assertEquals(List.of(), failures);
    watch.onExecutorRemoved(
        new SparkListenerExecutorRemoved(0, "2", "exit code: 137\n termination reason: OOMKilled"));
    assertEquals(FailureClass.OUT_OF_MEMORY, failures.get(0).failure());
    assertTrue(failures.get(0).message().contains("512Mi"));
  }
}
