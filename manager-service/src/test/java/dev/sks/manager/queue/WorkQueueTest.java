package dev.sks.manager.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.manager.HandCrankedClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkQueueTest {

  private static final Optional<String> A = Optional.of("a");
  private static final Optional<String> NOTHING = Optional.empty();

  private final HandCrankedClock clock = new HandCrankedClock();
  private final WorkQueue<String> queue = new WorkQueue<>(clock);

  @Test
  void offeredTwiceComesOnce() {
    queue.offer("a");
    queue.offer("a");
    assertEquals(A, queue.poll());
    queue.done("a");
    assertEquals(NOTHING, queue.poll());
  }

  @Test
  void keyUnderwayWaitsUntilItIsGivenBack() {
    queue.offer("a");
    queue.poll();
    queue.offer("a");
    assertEquals(NOTHING, queue.poll());
    queue.done("a");
    assertEquals(A, queue.poll());
  }

  @Test
  void delayedKeyComesInItsTime() {
    queue.offer("a", Duration.ofSeconds(5));
    clock.pass(Duration.ofMillis(4999));
    assertEquals(NOTHING, queue.poll());
    clock.pass(Duration.ofMillis(1));
    assertEquals(A, queue.poll());
  }

  @Test
  void earliestTimeCounts() {
    queue.offer("a", Duration.ofSeconds(5));
    queue.offer("a", Duration.ofSeconds(60));
    queue.offer("a", Duration.ofSeconds(1));
    clock.pass(Duration.ofSeconds(1));
    assertEquals(A, queue.poll());
    queue.done("a");
    clock.pass(Duration.ofSeconds(100));
    assertEquals(NOTHING, queue.poll());
  }

  @Test
  void failuresComeAgainLaterAndLater() {
    queue.offer("a");
    queue.poll();
    queue.failed("a");
    assertEquals(NOTHING, queue.poll());
    clock.pass(Duration.ofMillis(100));
    assertEquals(A, queue.poll());
    queue.failed("a");
    clock.pass(Duration.ofMillis(199));
    assertEquals(NOTHING, queue.poll());
    clock.pass(Duration.ofMillis(1));
    assertEquals(A, queue.poll());
    queue.done("a");
    queue.offer("a");
    queue.poll();
    queue.failed("a");
    clock.pass(Duration.ofMillis(100));
    assertEquals(A, queue.poll());
  }
}
