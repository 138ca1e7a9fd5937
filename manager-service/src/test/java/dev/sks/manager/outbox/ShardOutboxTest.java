package dev.sks.manager.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.manager.jobs.JobKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ShardOutboxTest {

  private static final JobKey JOB = new JobKey("acme", "job");

  private final ShardOutbox outbox = new ShardOutbox(10);
  private final CompletableFuture<Void> first = new CompletableFuture<>();
  private final CompletableFuture<Void> second = new CompletableFuture<>();

  @Test
  void onlyUnpublishedGenerationsAreNews() {
    assertFalse(outbox.isNews(JOB, 1, 10));
    assertTrue(outbox.isNews(JOB, 2, 11));
    assertFalse(outbox.isNews(JOB, 2, 12));
    assertTrue(outbox.isNews(JOB, 3, 13));
  }

  @Test
  void positionStopsAtWhatKafkaHasNotAcknowledged() {
    outbox.sent(11, first);
    outbox.sent(12, second);
    outbox.caughtUp(12);
    second.complete(null);
    outbox.advance();
    assertEquals(10, outbox.position());
    assertFalse(outbox.isUnsaved());
    first.complete(null);
    outbox.advance();
    assertEquals(12, outbox.position());
    assertTrue(outbox.isUnsaved());
  }

  @Test
  void lostRecordIsAnError() {
    outbox.sent(11, first);
    first.completeExceptionally(new IllegalStateException("too large"));
    assertThrows(CompletionException.class, outbox::advance);
    assertEquals(10, outbox.position());
  }
}
