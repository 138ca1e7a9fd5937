package dev.sks.logs.collect;

import dev.sks.base.json.BusJson;
import dev.sks.contract.CollectedLog;
import dev.sks.logs.refused.DeadLetters;
import dev.sks.logs.refused.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Hears which attempts' logs are collected, and when they are over. */
@ApplicationScoped
class Announcements {

  private static final Logger LOG = Logger.getLogger(Announcements.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CollectStore store;
  private final KeptAnswers answers;
  private final DeadLetters deadLetters;

  Announcements(CollectStore store, KeptAnswers answers, DeadLetters deadLetters) {
    this.store = store;
    this.answers = answers;
    this.deadLetters = deadLetters;
  }

  @Incoming("collected-logs")
  Uni<Void> hear(ConsumerRecords<byte[], byte[]> records) {
    return Multi.createFrom()
        .iterable(records)
        .onItem()
        .transformToUniAndConcatenate(this::untilHeard)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> untilHeard(ConsumerRecord<byte[], byte[]> record) {
    return Uni.createFrom()
        .deferred(() -> hear(record))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onFailure()
        .invoke(e -> LOG.warnf("An announcement waits to be heard again cause=%s", e.toString()))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
  }

  private Uni<Void> hear(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return refuse(record, "the record has no value");
    }
    try {
      CollectedLog log = BusJson.read(record.value(), CollectedLog.class);
      Optional<String> fault = AnnouncementRules.fault(log);
      return fault.isPresent() ? refuse(record, fault.get()) : hear(record, log);
    } catch (IOException e) {
      String cause = e.getMessage().lines().findFirst().orElse("no message");
      return refuse(record, "not a CollectedLog: " + cause);
    }
  }

  private Uni<Void> hear(ConsumerRecord<byte[], byte[]> record, CollectedLog log) {
    var key = new AttemptKey(log.job(), log.attempt());
    return store
        .hear(log)
        .flatMap(
            hearing ->
                switch (hearing) {
                  case REFUSED -> refuse(record, "the job belongs to another tenant");
                  case NOTED -> Uni.createFrom().voidItem();
                  case KEPT -> answers.send(log.ended() ? List.of(key) : List.of());
                });
  }

  private Uni<Void> refuse(ConsumerRecord<byte[], byte[]> record, String cause) {
    return deadLetters.send(List.of(new Refusal(record, cause)));
  }
}
