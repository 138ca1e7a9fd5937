package dev.sks.manager.outbox;

import dev.sks.manager.jobs.JobKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * How far the changes of one shard are published: the revision up to which Kafka has them all. One
 * thread writes; others may ask for the position.
 */
class ShardOutbox {

  private record Sent(long revision, CompletableFuture<Void> acknowledged) {}

  private final Map<JobKey, Long> generations = new HashMap<>();
  private final Deque<Sent> underway = new ArrayDeque<>();
  private volatile long position;
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

  /**
   * Moves past what Kafka has acknowledged.
   *
   * @throws java.util.concurrent.CompletionException if Kafka will never take a record
   */
  void advance() {
    while (!underway.isEmpty() && underway.peek().acknowledged().isDone()) {
      Sent first = underway.remove();
      first.acknowledged().join();
      position = Math.max(position, first.revision());
    }
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
}
