package dev.sks.auth.passwords;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes on two threads of its own with a bounded queue: a flood of sign-ins costs neither the
 * event loop nor the heap (19 MiB a hash), it gets 429.
 */
@ApplicationScoped
public class PasswordHasher {

  private static final int THREADS = 2;
  private static final int WAITING = 32;

  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING));

  /** What a name that doesn't exist is compared with, so that it takes as long as one that does. */
  private final String nobody = Argon2.CURRENT.hash(Secrets.random());

  private final KnownPasswords known = new KnownPasswords();

  PasswordHasher() {
    pool.allowCoreThreadTimeOut(true);
  }

  public Uni<String> hash(String password) {
    return offLoop(() -> Argon2.CURRENT.hash(password));
  }

  /** Of a password somebody chose, unless it is easily guessed; the field says where. */
  public Uni<String> hashChosen(String field, String password) {
    return offLoop(
        () -> {
          known.refuse(field, password);
          return Argon2.CURRENT.hash(password);
        });
  }

  /** Whether the password matches; without a hash it takes as long, and does not. */
  public Uni<Boolean> matches(String password, Optional<String> phc) {
    return offLoop(() -> Argon2.matches(password, phc.orElse(nobody)) && phc.isPresent());
  }

  private <T> Uni<T> offLoop(Supplier<T> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              var caller = Vertx.currentContext();
              Uni<T> hashed = Uni.createFrom().item(work).runSubscriptionOn(pool);
              // Back to the caller's event loop: database sessions belong to it.
              return caller == null
                  ? hashed
                  : hashed.emitOn(task -> caller.runOnContext(ignored -> task.run()));
            })
        .onFailure(RejectedExecutionException.class)
        .transform(PasswordHasher::busy);
  }

  private static Throwable busy(Throwable rejected) {
    return new ProblemException(
        ProblemType.TOO_MANY_REQUESTS,
        "Too many people sign in at this moment: try again in a few seconds.");
  }

  @PreDestroy
  void close() {
    pool.shutdownNow();
  }
}
