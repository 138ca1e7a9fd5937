package dev.sks.auth.outbox;

import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.Topics.Topic;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Empties one outbox onto its topic; without Kafka it waits, and all else goes on. */
public final class OutboxPublisher<E> {

  private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);

  /**
   * What is published.
   *
   * @param name in the plural, as a log says it
   * @param take reads the oldest rows, such that no other replica takes them
   */
  public record Outbox<E>(
      String name,
      Topic topic,
      Function<Mutiny.Session, Uni<List<E>>> take,
      Function<E, Record<String, byte[]>> record) {}

  private final Outbox<E> outbox;
  private final Mutiny.SessionFactory sessions;
  private final TopicCreator topics;
  private final MutinyEmitter<Record<String, byte[]>> bus;
  private final AtomicBoolean away = new AtomicBoolean();
  private volatile boolean topicThere;

  public OutboxPublisher(
      Outbox<E> outbox,
      Mutiny.SessionFactory sessions,
      TopicCreator topics,
      MutinyEmitter<Record<String, byte[]>> bus) {
    this.outbox = outbox;
    this.sessions = sessions;
    this.topics = topics;
    this.bus = bus;
  }

  /** Publishes a batch, on an event loop. Never fails: what could not be sent stays for later. */
  public Uni<Void> publish() {
    Context loop = Vertx.currentContext();
    return ensureTopic()
        .emitOn(task -> loop.runOnContext(ignored -> task.run()))
        .chain(() -> sessions.withTransaction(session -> publish(session, loop)))
        .invoke(this::reached)
        .onFailure()
        .invoke(this::missed)
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> publish(Mutiny.Session session, Context loop) {
    return outbox
        .take()
        .apply(session)
        .call(this::send)
        .emitOn(task -> loop.runOnContext(ignored -> task.run()))
        .chain(rows -> session.removeAll(rows.toArray()));
  }

  private Uni<Void> send(List<E> rows) {
    Uni<Void> sent = Uni.createFrom().voidItem();
    for (E row : rows) {
      var record = outbox.record().apply(row);
      sent = sent.chain(() -> bus.send(record));
    }
    return sent;
  }

  private Uni<Void> ensureTopic() {
    if (topicThere) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .<Void>item(
            () -> {
              try {
                topics.ensure(List.of(outbox.topic()));
                topicThere = true;
                return null;
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while creating topics", e);
              }
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private void reached() {
    if (away.compareAndSet(true, false)) {
      LOG.infof("%s are published again", outbox.name());
    }
  }

  private void missed(Throwable cause) {
    if (away.compareAndSet(false, true)) {
      LOG.warnf(
          "%s can't be published now, they wait in the outbox cause=%s", outbox.name(), cause);
    }
  }
}
