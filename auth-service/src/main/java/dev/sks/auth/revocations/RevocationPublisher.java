package dev.sks.auth.revocations;

import dev.sks.base.json.BusJson;
import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.SessionEnded;
import dev.sks.contract.Topics;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Empties the outbox onto {@code sks.revocations}; without Kafka it waits, and all else goes on.
 */
@ApplicationScoped
class RevocationPublisher {

  private static final Logger LOG = Logger.getLogger(RevocationPublisher.class);
  private static final int BATCH = 200;

  private final Mutiny.SessionFactory sessions;
  private final TopicCreator topics;
  private final MutinyEmitter<Record<String, byte[]>> bus;
  private final AtomicBoolean away = new AtomicBoolean();
  private volatile boolean topicThere;

  RevocationPublisher(
      Mutiny.SessionFactory sessions,
      TopicCreator topics,
      @Channel("revocations") MutinyEmitter<Record<String, byte[]>> bus) {
    this.sessions = sessions;
    this.topics = topics;
    this.bus = bus;
  }

  @Scheduled(
      every = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> publish() {
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

  /** Replicas take different rows; the order of two ends does not matter. */
  private Uni<Void> publish(Mutiny.Session session, Context loop) {
    return session
        .createNativeQuery(
            "select * from revocation_outbox order by id limit :most for update skip locked",
            Revocation.class)
        .setParameter("most", BATCH)
        .getResultList()
        .call(this::send)
        .emitOn(task -> loop.runOnContext(ignored -> task.run()))
        .chain(rows -> session.removeAll(rows.toArray()));
  }

  private Uni<Void> send(List<Revocation> rows) {
    Uni<Void> sent = Uni.createFrom().voidItem();
    for (var row : rows) {
      byte[] event = BusJson.write(new SessionEnded(row.session, row.at));
      sent = sent.chain(() -> bus.send(Record.of(row.session, event)));
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
                topics.ensure(List.of(Topics.REVOCATIONS));
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
      LOG.info("Revocations are published again");
    }
  }

  private void missed(Throwable cause) {
    if (away.compareAndSet(false, true)) {
      LOG.warnf("Revocations can't be published now, they wait in the outbox cause=%s", cause);
    }
  }
}
