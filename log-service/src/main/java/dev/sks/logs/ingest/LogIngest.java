package dev.sks.logs.ingest;

import dev.sks.logs.ledger.Ledger;
import dev.sks.logs.ledger.LedgerStore;
import dev.sks.logs.refused.DeadLetters;
import dev.sks.logs.refused.Refusal;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes batches from Kafka. A batch is done, and its offsets may be committed, when its transaction
 * is; until then it is tried again for as long as it takes. Trying again is safe: what is there
 * already is cut.
 */
@ApplicationScoped
class LogIngest {

  private static final Logger LOG = Logger.getLogger(LogIngest.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  // Longer than a full batch needs: a connection that is silent for so long is dead.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LedgerStore store;
  private final DeadLetters deadLetters;

  LogIngest(LedgerStore store, DeadLetters deadLetters) {
    this.store = store;
    this.deadLetters = deadLetters;
  }

  @Incoming("job-logs")
  Uni<Void> ingest(ConsumerRecords<byte[], byte[]> records) {
    return Uni.createFrom()
        .item(() -> Batch.of(records))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .flatMap(this::take)
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
  }

  private Uni<Void> take(Batch batch) {
    return append(batch.arrivals())
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .chain(refused -> deadLetters.send(refused))
        .chain(() -> deadLetters.send(batch.refusals()))
        .onFailure()
        .invoke(e -> LOG.warnf("Log records wait to be taken again cause=%s", e.toString()));
  }

  /** Appends what is new of the chunks; the result are those refused. */
  private Uni<List<Refusal>> append(List<Arrival> arrivals) {
    if (arrivals.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    var tenants = new HashMap<String, String>();
    arrivals.forEach(a -> tenants.putIfAbsent(a.chunk().job(), a.chunk().tenant()));
    return store.write(
        tenants, (connection, ledger) -> Uni.createFrom().item(enter(ledger, arrivals)));
  }

  private static List<Refusal> enter(Ledger ledger, List<Arrival> arrivals) {
    return arrivals.stream()
        .filter(arrival -> !ledger.enter(arrival.chunk()))
        .map(arrival -> arrival.refuse("the job belongs to another tenant"))
        .toList();
  }
}
