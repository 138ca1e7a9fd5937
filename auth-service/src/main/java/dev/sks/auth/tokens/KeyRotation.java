package dev.sks.auth.tokens;

import dev.sks.auth.audit.Actor;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Brings the next key in time, and takes keys away when the last token they signed is over. */
@ApplicationScoped
public class KeyRotation {

  private static final Logger LOG = Logger.getLogger(KeyRotation.class);

  private final KeyRing ring;
  private final SigningKeyStore store;
  private final KeySchedule schedule;
  private final Clock clock;
  private final Duration tokenLife;

  KeyRotation(
      KeyRing ring,
      SigningKeyStore store,
      KeySchedule schedule,
      Clock clock,
      @ConfigProperty(name = "sks.access-token-life") Duration tokenLife) {
    this.ring = ring;
    this.store = store;
    this.schedule = schedule;
    this.clock = clock;
    this.tokenLife = tokenLife;
  }

  @Scheduled(
      every = "1m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> keepTime() {
    return store
        .all()
        .chain(
            keys ->
                isDue(keys) ? rotate(Actor.SYSTEM).replaceWithVoid() : Uni.createFrom().voidItem())
        .chain(this::retire)
        .onFailure()
        .invoke(e -> LOG.warnf("Signing keys not looked after, later cause=%s", e))
        .onFailure()
        .recoverWithNull();
  }

  /** All keys; the next one is made unless there is one that doesn't sign yet. */
  Uni<List<SigningKey>> rotate(Actor by) {
    var loop = Vertx.currentContext();
    Instant from = clock.instant().plus(schedule.publishAhead());
    return Uni.createFrom()
        .item(() -> ring.create(from))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .emitOn(task -> loop.runOnContext(ignored -> task.run()))
        .chain(next -> store.addNext(next, clock.instant(), by))
        .call(ring::refresh)
        .invoke(
            keys ->
                LOG.infof(
                    "Next signing key published kid=%s from=%s",
                    keys.get(0).kid, keys.get(0).activeFrom));
  }

  private boolean isDue(List<SigningKey> keys) {
    Instant end = keys.get(0).activeFrom.plus(schedule.life()).minus(schedule.publishAhead());
    return !clock.instant().isBefore(end);
  }

  private Uni<Void> retire() {
    Instant before = clock.instant().minus(tokenLife).minus(schedule.margin());
    return store
        .retire(before)
        .invoke(
            removed -> {
              if (removed > 0) {
                LOG.infof("Signing keys retired keys=%d", removed);
              }
            })
        .replaceWithVoid();
  }
}
