package dev.sks.logs.collect;

import dev.sks.base.json.BusJson;
import dev.sks.contract.CollectedLogKept;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Tells the managers that logs are kept. One that is not told asks again. */
@ApplicationScoped
class KeptAnswers {

  private static final Logger LOG = Logger.getLogger(KeptAnswers.class);

  private final MutinyEmitter<Record<byte[], byte[]>> emitter;

  KeptAnswers(@Channel("collected-logs-kept") MutinyEmitter<Record<byte[], byte[]>> emitter) {
    this.emitter = emitter;
  }

  /** Done when all were tried; never fails. */
  Uni<Void> send(List<AttemptKey> attempts) {
    return Multi.createFrom()
        .iterable(attempts)
        .onItem()
        .transformToUniAndConcatenate(this::send)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> send(AttemptKey key) {
    LOG.infof("Collected log is kept job=%s attempt=%d", key.job(), key.attempt());
    byte[] answer = BusJson.write(new CollectedLogKept(key.job(), key.attempt()));
    return emitter
        .send(Record.of(key.job().getBytes(StandardCharsets.UTF_8), answer))
        .onFailure()
        .invoke(
            e ->
                LOG.warnf(
                    "The manager is told when it asks again job=%s attempt=%d cause=%s",
                    key.job(), key.attempt(), e.toString()))
        .onFailure()
        .recoverWithNull();
  }
}
