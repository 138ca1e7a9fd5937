package dev.sks.cli.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Closes a stream that stays silent: where heartbeats are promised, silence is a connection that
 * died without a word.
 */
public final class IdleLimit extends FilterInputStream {

  private static final int CHECKS = 4;

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "idle-limit");
            thread.setDaemon(true);
            return thread;
          });
  private final long limit;
  private volatile long heard = System.nanoTime();

  public IdleLimit(InputStream stream, Duration limit) {
    super(stream);
    this.limit = limit.toNanos();
    long period = this.limit / CHECKS;
    clock.scheduleAtFixedRate(this::check, period, period, TimeUnit.NANOSECONDS);
  }

  private void check() {
    if (System.nanoTime() - heard > limit) {
      try {
        close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    heard = System.nanoTime();
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int got = super.read(buffer, offset, length);
    heard = System.nanoTime();
    return got;
  }

  @Override
  public void close() throws IOException {
    clock.shutdown();
    super.close();
  }
}
