package dev.sks.manager.outbox;

import dev.sks.manager.jobs.JobKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * How far the changes of one shard are published: the revision up to which Kafka has them all. Not
 * safe for threads.
 */
class ShardOutbox {

  private record Sent(long revision, CompletableFuture<Void> acknowledged) {}

  private final Map<JobKey, Long> generations = new HashMap<>();
  private final Deque<Sent> underway = new ArrayDeque<>();
  private long position;
  private long saved;

  ShardOutbox(long position) {
    this.position = position;
    this.saved = position;
  }

  /** Whether a change has to be published still. */
  boolean isNews(JobKey key, long generation, long revision) {
    Long before = generations.put(key, generation);
    return revision > position && (before == null || before < generation);
  }

  void forget(JobKey key) {
    generations.remove(key);
  }

  void sent(long revision, CompletableFuture<Void> acknowledged) {
    underway.add(new Sent(revision, acknowledged));
  }

  /** There is nothing to publish up to this revision but what is under way. */
  void caughtUp(long revision) {
    underway.add(new Sent(revision, CompletableFuture.completedFuture(null)));
  }

  /** Moves past what Kafka has acknowledged; a lost record stops it there. */
  void advance() {
    while (!underway.isEmpty() && isAcknowledged(underway.peek())) {
      position = Math.max(position, underway.remove().revision());
    }
  }

  /** Whether a record was lost for good, so that the shard must be read again. */
  boolean isBroken() {
    return !underway.isEmpty() && underway.peek().acknowledged().isCompletedExceptionally();
  }

  long position() {
    return position;
  }

  boolean isUnsaved() {
    return position > saved;
  }

  void markSaved(long revision) {
    saved = revision;
  }

  private static boolean isAcknowledged(Sent sent) {
    return sent.acknowledged().isDone() && !sent.acknowledged().isCompletedExceptionally();
  }
}
