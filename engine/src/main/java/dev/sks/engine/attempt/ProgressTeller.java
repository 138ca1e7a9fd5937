package dev.sks.engine.attempt;

import dev.sks.contract.AttemptProgress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells the manager about twice a second how far the attempt is, when there is news. */
final class ProgressTeller implements AutoCloseable {

  private static final Duration EVERY = Duration.ofMillis(500);

  private final ManagerDoor door;
  private final Supplier<AttemptProgress> progress;
  private final Runnable onSuperseded;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private AttemptProgress last;

  ProgressTeller(ManagerDoor door, Supplier<AttemptProgress> progress, Runnable onSuperseded) {
    this.door = door;
    this.progress = progress;
    this.onSuperseded = onSuperseded;
    clock.scheduleWithFixedDelay(
        this::tell, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tell() {
    var now = progress.get();
    if (now.equals(last)) {
      return;
    }
    try {
      door.progress(now);
      last = now;
    } catch (SupersededException e) {
      clock.shutdown();
      onSuperseded.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
