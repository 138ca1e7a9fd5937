package dev.sks.auth.audit;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Removes events some time after they happened. */
@ApplicationScoped
class AuditRetention {

  private static final Logger LOG = Logger.getLogger(AuditRetention.class);

  private final AuditStore events;
  private final Clock clock;
  private final Duration keep;

  AuditRetention(
      AuditStore events, Clock clock, @ConfigProperty(name = "sks.audit.keep") Duration keep) {
    this.events = events;
    this.clock = clock;
    this.keep = keep;
  }

  @Scheduled(every = "1h", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> purge() {
    return events
        .purge(clock.instant().minus(keep))
        .invoke(
            removed -> {
              if (removed > 0) {
                LOG.infof("Audit events removed after their time events=%d", removed);
              }
            })
        .replaceWithVoid();
  }
}
