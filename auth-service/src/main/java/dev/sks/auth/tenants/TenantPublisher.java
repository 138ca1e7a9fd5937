package dev.sks.auth.tenants;

import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.Topics;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Empties the outbox onto {@code sks.tenants}; without Kafka it waits, and all else goes on. */
@ApplicationScoped
public class TenantPublisher {

  private static final Logger LOG = Logger.getLogger(TenantPublisher.class);
  private static final int BATCH = 100;

  private final Mutiny.SessionFactory sessions;
  private final TenantStore tenants;
  private final TopicCreator topics;
  private final MutinyEmitter<Record<String, byte[]>> bus;
  private final AtomicBoolean away = new AtomicBoolean();
  private volatile boolean topicThere;

  TenantPublisher(
      Mutiny.SessionFactory sessions,
      TenantStore tenants,
      TopicCreator topics,
      @Channel("tenants") MutinyEmitter<Record<String, byte[]>> bus) {
    this.sessions = sessions;
    this.tenants = tenants;
    this.topics = topics;
    this.bus = bus;
  }

  @Scheduled(
      every = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> publish() {
    var loop = Vertx.currentContext();
    return ensureTopic()
        .emitOn(task -> loop.runOnContext(ignored -> task.run()))
        .chain(
            () ->
                sessions.withTransaction(
                    session ->
                        tenants
                            .takeOutbox(session, BATCH)
                            .call(entries -> send(entries))
                            .emitOn(task -> loop.runOnContext(ignored -> task.run()))
                            .chain(entries -> session.removeAll(entries.toArray()))))
        .invoke(this::reached)
        .onFailure()
        .invoke(this::missed)
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> ensureTopic() {
    if (topicThere) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .<Void>item(
            () -> {
              try {
                topics.ensure(List.of(Topics.TENANTS));
                topicThere = true;
                return null;
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while creating topics", e);
              }
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private Uni<Void> send(List<OutboxEntry> entries) {
    Uni<Void> sent = Uni.createFrom().voidItem();
    for (var entry : entries) {
      var record = Record.of(entry.tenant, entry.state.getBytes(StandardCharsets.UTF_8));
      sent = sent.chain(() -> bus.send(record));
    }
    return sent;
  }

  private void reached() {
    if (away.compareAndSet(true, false)) {
      LOG.info("Tenants are published again");
    }
  }

  private void missed(Throwable cause) {
    if (away.compareAndSet(false, true)) {
      LOG.warnf("Tenants can't be published now, they wait in the outbox cause=%s", cause);
    }
  }
}
