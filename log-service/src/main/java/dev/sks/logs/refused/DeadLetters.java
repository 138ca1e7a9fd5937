package dev.sks.logs.refused;

import dev.sks.base.json.BusJson;
import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.Topics;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Puts aside what can't be taken, so that the next record can. */
@ApplicationScoped
public class DeadLetters {

  private static final Logger LOG = Logger.getLogger(DeadLetters.class);

  private final MutinyEmitter<Record<byte[], byte[]>> emitter;
  private final Uni<Void> topic;
  private volatile boolean ensured;

  DeadLetters(
      @Channel("dead-letters") MutinyEmitter<Record<byte[], byte[]>> emitter,
      TopicCreator creator) {
    this.emitter = emitter;
    this.topic =
        Uni.createFrom()
            .voidItem()
            .emitOn(Infrastructure.getDefaultWorkerPool())
            .invoke(() -> ensure(creator));
  }

  /** Done when all are acknowledged by Kafka; may have sent some of them when it fails. */
  public Uni<Void> send(List<Refusal> refusals) {
    if (refusals.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return topic.chain(
        () ->
            Multi.createFrom()
                .iterable(refusals)
                .onItem()
                .transformToUniAndConcatenate(this::send)
                .collect()
                .last()
                .replaceWithVoid());
  }

  private Uni<Void> send(Refusal refusal) {
    var letter = refusal.deadLetter();
    LOG.warnf(
        "Log record refused topic=%s partition=%d offset=%d cause=%s",
        letter.topic(), letter.partition(), letter.offset(), letter.cause());
    byte[] key = letter.key() == null ? null : letter.key().getBytes(StandardCharsets.UTF_8);
    return emitter.send(Record.of(key, BusJson.write(letter)));
  }

  private void ensure(TopicCreator creator) {
    if (ensured) {
      return;
    }
    try {
      creator.ensure(List.of(Topics.DEAD_LETTERS));
      ensured = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating a topic", e);
    }
  }
}
