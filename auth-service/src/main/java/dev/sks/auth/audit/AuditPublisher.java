package dev.sks.auth.audit;

import dev.sks.auth.outbox.OutboxPublisher;
import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.Topics;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.hibernate.reactive.mutiny.Mutiny;

/** Says on {@code sks.audit} what was done. */
@ApplicationScoped
class AuditPublisher {

  private static final int BATCH = 200;

  private final OutboxPublisher<Unpublished> publisher;

  AuditPublisher(
      Mutiny.SessionFactory sessions,
      TopicCreator topics,
      @Channel("audit") MutinyEmitter<Record<String, byte[]>> bus) {
    var outbox =
        new OutboxPublisher.Outbox<Unpublished>(
            "Audit events",
            Topics.AUDIT,
            AuditPublisher::take,
            row -> Record.of(row.tenant, row.event.getBytes(StandardCharsets.UTF_8)));
    this.publisher = new OutboxPublisher<>(outbox, sessions, topics, bus);
  }

  @Scheduled(
      every = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> publish() {
    return publisher.publish();
  }

  /** Replicas take different rows; readers order events by their time. */
  private static Uni<List<Unpublished>> take(Mutiny.Session session) {
    return session
        .createNativeQuery(
            "select * from audit_outbox order by id limit :most for update skip locked",
            Unpublished.class)
        .setParameter("most", BATCH)
        .getResultList();
  }
}
