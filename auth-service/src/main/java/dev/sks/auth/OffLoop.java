package dev.sks.auth;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Some threads with a bounded queue for work that is slow by design or waits for others: a flood of
 * it costs neither the event loop nor the heap, it gets 429.
 */
public final class OffLoop implements AutoCloseable {

  private final ThreadPoolExecutor pool;
  private final String busy;

  /**
   * Makes the threads.
   *
   * @param busy what the caller hears when the queue is full
   */
  public OffLoop(int threads, int waiting, String busy) {
    this.pool =
        new ThreadPoolExecutor(
            threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting));
    this.pool.allowCoreThreadTimeOut(true);
    this.busy = busy;
  }

  /** Works, and comes back to the caller's event loop: database sessions belong to it. */
  public <T> Uni<T> run(Supplier<T> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              var caller = Vertx.currentContext();
              Uni<T> done = Uni.createFrom().item(work).runSubscriptionOn(pool);
              return caller == null
                  ? done
                  : done.emitOn(task -> caller.runOnContext(ignored -> task.run()));
            })
        .onFailure(RejectedExecutionException.class)
        .transform(e -> new ProblemException(ProblemType.TOO_MANY_REQUESTS, busy));
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
