package dev.sks.logs.read;

import dev.sks.base.problem.ProblemException;
import dev.sks.logs.LogsConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/**
 * Follows a log until it has ended: all sources of the attempt have, and after a while nothing new
 * has come, for a source not heard of yet may be on its way. One reader's, not shared.
 */
class LiveWalk {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final LogWalk walk;
  private final LogWatch watch;
  private final Uni<Boolean> ended;
  private final LogsConfig config;
  private boolean lingered;
  private volatile boolean stopped;

  LiveWalk(LogWalk walk, LogWatch watch, Uni<Boolean> ended, LogsConfig config) {
    this.walk = walk;
    this.watch = watch;
    this.ended = ended;
    this.config = config;
  }

  boolean over() {
    return stopped || walk.over();
  }

  /** The reader may hear no more. */
  void end() {
    stopped = true;
    watch.ring();
  }

  /** The next lines; if there are none, none after a wait. Waits while the store is away. */
  Uni<Buffer> step() {
    return walk.stepOr(ended.flatMap(this::pause))
        .onFailure(ProblemException.class)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
  }

  private Uni<Buffer> pause(boolean nowEnded) {
    if (nowEnded && lingered) {
      // Once more: what came between the last look and now is part of the log.
      return walk.step(Long.MAX_VALUE);
    }
    lingered = nowEnded;
    Uni<Void> wait =
        nowEnded
            ? Uni.createFrom().voidItem().onItem().delayIt().by(config.linger())
            : watch.await(config.poll());
    return wait.replaceWith(Buffer::buffer);
  }
}
