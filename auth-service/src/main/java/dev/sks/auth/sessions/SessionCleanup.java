package dev.sks.auth.sessions;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Removes sessions some time after their end. */
@ApplicationScoped
class SessionCleanup {

  private static final Logger LOG = Logger.getLogger(SessionCleanup.class);
  private static final Duration KEEP = Duration.ofDays(1);

  private final SessionStore sessions;
  private final Clock clock;

  SessionCleanup(SessionStore sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  @Scheduled(every = "1h", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> purge() {
    return sessions
        .purge(clock.instant().minus(KEEP))
        .invoke(
            removed -> {
              if (removed > 0) {
                LOG.infof("Ended sessions removed sessions=%d", removed);
              }
            })
        .replaceWithVoid();
  }
}
