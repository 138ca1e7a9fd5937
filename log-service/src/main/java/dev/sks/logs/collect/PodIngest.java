package dev.sks.logs.collect;

import dev.sks.logs.ledger.SourceKey;
import dev.sks.logs.refused.DeadLetters;
import dev.sks.logs.refused.Refusal;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes batches of collected lines from Kafka. As with chunks, a batch is tried again until it is
 * done, and what is there already is left out.
 */
@ApplicationScoped
class PodIngest {

  private static final Logger LOG = Logger.getLogger(PodIngest.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  // Longer than a full batch needs: a connection that is silent for so long is dead.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KnownPods pods;
  private final CollectStore store;
  private final KeptAnswers answers;
  private final DeadLetters deadLetters;

  PodIngest(KnownPods pods, CollectStore store, KeptAnswers answers, DeadLetters deadLetters) {
    this.pods = pods;
    this.store = store;
    this.answers = answers;
    this.deadLetters = deadLetters;
  }

  @Incoming("pod-logs")
  Uni<Void> ingest(ConsumerRecords<byte[], byte[]> records) {
    return Uni.createFrom()
        .item(() -> PodBatch.of(records))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .flatMap(this::take)
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
  }

  private Uni<Void> take(PodBatch batch) {
    return pods.owners(batch.distinctFiles())
        .flatMap(owners -> keep(batch, owners))
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .chain(deadLetters::send)
        .onFailure()
        .invoke(e -> LOG.warnf("Lines of pods wait to be taken again cause=%s", e.toString()));
  }

  /** Appends what may be; the result is what may not. */
  private Uni<List<Refusal>> keep(PodBatch batch, Map<AttemptKey, Owner> owners) {
    var refused = new ArrayList<>(batch.refusals());
    var tenants = new HashMap<String, String>();
    var lines = new LinkedHashMap<SourceKey, List<PodLine>>();
    for (PodLines some : batch.files()) {
      PodFile file = some.file();
      Owner owner = owners.get(file.attempt());
      if (owner == null) {
        refused.add(some.refuse("nobody has spoken of the pod's attempt"));
      } else if (!owner.namespace().equals(file.namespace())) {
        refused.add(some.refuse("the pod is in another namespace than its attempt"));
      } else {
        tenants.put(file.source().job(), owner.tenant());
        lines.computeIfAbsent(file.source(), key -> new ArrayList<>()).addAll(some.lines());
      }
    }
    Uni<Void> kept =
        lines.isEmpty()
            ? Uni.createFrom().voidItem()
            : store.append(tenants, lines).chain(answers::send);
    return kept.replaceWith(() -> oncePerRecord(refused));
  }

  private static List<Refusal> oncePerRecord(List<Refusal> refusals) {
    var first = new LinkedHashMap<Object, Refusal>();
    refusals.forEach(refusal -> first.putIfAbsent(refusal.record(), refusal));
    return List.copyOf(first.values());
  }
}
