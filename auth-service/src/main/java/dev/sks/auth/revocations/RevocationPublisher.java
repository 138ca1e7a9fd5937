package dev.sks.auth.revocations;

import dev.sks.auth.outbox.OutboxPublisher;
import dev.sks.base.json.BusJson;
import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.SessionEnded;
import dev.sks.contract.Topics;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.hibernate.reactive.mutiny.Mutiny;

/** Says on {@code sks.revocations} which sessions ended. */
@ApplicationScoped
class RevocationPublisher {

  private static final int BATCH = 200;

  private final OutboxPublisher<Revocation> publisher;

  RevocationPublisher(
      Mutiny.SessionFactory sessions,
      TopicCreator topics,
      @Channel("revocations") MutinyEmitter<Record<String, byte[]>> bus) {
    var outbox =
        new OutboxPublisher.Outbox<Revocation>(
            "Revocations",
            Topics.REVOCATIONS,
            RevocationPublisher::take,
            RevocationPublisher::event);
    this.publisher = new OutboxPublisher<>(outbox, sessions, topics, bus);
  }

  @Scheduled(
      every = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> publish() {
    return publisher.publish();
  }

  /** Replicas take different rows; the order of two ends does not matter. */
  private static Uni<List<Revocation>> take(Mutiny.Session session) {
    return session
        .createNativeQuery(
            "select * from revocation_outbox order by id limit :most for update skip locked",
            Revocation.class)
        .setParameter("most", BATCH)
        .getResultList();
  }

  private static Record<String, byte[]> event(Revocation row) {
    return Record.of(row.session, BusJson.write(new SessionEnded(row.session, row.at)));
  }
}
