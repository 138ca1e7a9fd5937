package dev.sks.auth.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final PasswordHasher hasher = new PasswordHasher(new SimpleMeterRegistry());

  @AfterEach
  void close() {
    hasher.close();
  }

  @Test
  void aPasswordMatchesItsHashAndNothingMatchesNobody() {
    String hash = hasher.hash("a good password").await().atMost(PATIENCE);
    assertTrue(hasher.matches("a good password", Optional.of(hash)).await().atMost(PATIENCE));
    assertFalse(hasher.matches("another password", Optional.of(hash)).await().atMost(PATIENCE));
    assertFalse(hasher.matches("a good password", Optional.empty()).await().atMost(PATIENCE));
  }

  @Test
  void aFloodIsRefusedBeyondTheQueue() {
    var asked =
        IntStream.range(0, 200)
            .mapToObj(i -> hasher.matches("flood", Optional.empty()).subscribeAsCompletionStage())
            .toList();
    var refused = asked.stream().filter(CompletableFuture::isCompletedExceptionally).toList();
    assertTrue(refused.size() > 100, () -> refused.size() + " of 200 refused");
    assertTrue(refused.size() < 200);
    var refusal = assertThrows(CompletionException.class, refused.get(0)::join);
    var problem = assertInstanceOf(ProblemException.class, refusal.getCause()).problem();
    assertEquals(ProblemType.TOO_MANY_REQUESTS.status(), problem.status());
  }
}
