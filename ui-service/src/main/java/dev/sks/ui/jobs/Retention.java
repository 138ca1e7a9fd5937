package dev.sks.ui.jobs;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Removes jobs whose retention is over, and keys of the day before. */
@ApplicationScoped
class Retention {

  private static final Logger LOG = Logger.getLogger(Retention.class);

  private final Pool pool;

  Retention(Pool pool) {
    this.pool = pool;
  }

  @Scheduled(every = "1m", delayed = "1m")
  Uni<Void> sweep() {
    return pool.query("delete from jobs where expires_at < now()")
        .execute()
        .invoke(
            gone -> {
              if (gone.rowCount() > 0) {
                LOG.infof("Jobs removed after their retention jobs=%d", gone.rowCount());
              }
            })
        .chain(
            () ->
                pool.query("delete from idempotency where created_at < now() - interval '24 hours'")
                    .execute())
        .onFailure()
        .invoke(e -> LOG.warnf("Retention waits for the database cause=%s", e.getMessage()))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }
}
