package dev.sks.auth.tenants;

import dev.sks.auth.outbox.OutboxPublisher;
import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.Topics;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.hibernate.reactive.mutiny.Mutiny;

/** Says on {@code sks.tenants} what changed of tenants. */
@ApplicationScoped
public class TenantPublisher {

  private static final int BATCH = 100;

  private final OutboxPublisher<OutboxEntry> publisher;

  TenantPublisher(
      Mutiny.SessionFactory sessions,
      TenantStore tenants,
      TopicCreator topics,
      @Channel("tenants") MutinyEmitter<Record<String, byte[]>> bus) {
    var outbox =
        new OutboxPublisher.Outbox<OutboxEntry>(
            "Tenants",
            Topics.TENANTS,
            session -> tenants.takeOutbox(session, BATCH),
            entry -> Record.of(entry.tenant, entry.state.getBytes(StandardCharsets.UTF_8)));
    this.publisher = new OutboxPublisher<>(outbox, sessions, topics, bus);
  }

  @Scheduled(
      every = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> publish() {
    return publisher.publish();
  }
}
