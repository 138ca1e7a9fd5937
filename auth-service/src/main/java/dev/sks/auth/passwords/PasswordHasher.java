package dev.sks.auth.passwords;

import dev.sks.auth.OffLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Hashes on threads of its own with a bounded queue: a flood of sign-ins costs neither the event
 * loop nor the heap (19 MiB a hash), it gets 429. Half of the processors stay free, so that tokens
 * are refreshed meanwhile.
 */
@ApplicationScoped
public class PasswordHasher {

  private static final int THREADS =
      Math.max(1, Math.min(2, Runtime.getRuntime().availableProcessors() / 2));
  private static final int WAITING = 32;

  private final OffLoop threads =
      new OffLoop(
          THREADS, WAITING, "Too many people sign in at this moment: try again in a few seconds.");

  /** What a name that doesn't exist is compared with, so that it takes as long as one that does. */
  private final String nobody = Argon2.CURRENT.hash(Secrets.random());

  private final KnownPasswords known = new KnownPasswords();

  private final Timer hashing;

  PasswordHasher(MeterRegistry meters) {
    hashing =
        Timer.builder("sks.auth.hashing").description("Argon2id, one password").register(meters);
  }

  public Uni<String> hash(String password) {
    return threads.run(() -> hashNow(password));
  }

  /** Of a password somebody chose, unless it is easily guessed; the field says where. */
  public Uni<String> hashChosen(String field, String password) {
    return threads.run(
        () -> {
          known.refuse(field, password);
          return hashNow(password);
        });
  }

  /** Whether the password matches; without a hash it takes as long, and does not. */
  public Uni<Boolean> matches(String password, Optional<String> phc) {
    return threads.run(
        () ->
            hashing.record(() -> Argon2.matches(password, phc.orElse(nobody))) && phc.isPresent());
  }

  private String hashNow(String password) {
    return hashing.record(() -> Argon2.CURRENT.hash(password));
  }

  @PreDestroy
  void close() {
    threads.close();
  }
}
