package dev.sks.logs.collect;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Ends attempts whose time has come while nothing came for them. Replicas that find the same one
 * take turns, and the first ends it.
 */
@ApplicationScoped
class EndSweep {

  private static final Logger LOG = Logger.getLogger(EndSweep.class);
  private static final int ATTEMPTS = 100;
  private static final String DUE =
      "select job, tenant"
          + " from collected_attempt a join job_log using (job) where told_at is not null"
          + " and not kept and (told_at <= now() - $1 * interval '1 second'"
          + " or told_at <= now() - $2 * interval '1 second' and not exists"
          + " (select from collected_source s where s.job = a.job and s.attempt = a.attempt"
          + " and s.newest < s.awaited)) order by told_at limit "
          + ATTEMPTS;

  private final Pool pool;
  private final CollectStore store;
  private final KeptAnswers answers;
  private volatile boolean failing;
  private volatile boolean stopping;

  EndSweep(Pool pool, CollectStore store, KeptAnswers answers) {
    this.pool = pool;
    this.store = store;
    this.answers = answers;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> endDue() {
    if (stopping) {
      return Uni.createFrom().voidItem();
    }
    var times = Tuple.of(Ending.PATIENCE.toSeconds(), Ending.SETTLE.toSeconds());
    return pool.preparedQuery(DUE)
        .execute(times)
        .onItem()
        .transformToMulti(rows -> Multi.createFrom().iterable(rows))
        .onItem()
        .transformToUniAndConcatenate(this::end)
        .collect()
        .last()
        .replaceWithVoid()
        .invoke(() -> failing = false)
        .onFailure()
        .invoke(this::report)
        .onFailure()
        .recoverWithNull();
  }

  /** The pool is closed before the last sweep is over. */
  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  private Uni<Void> end(Row row) {
    return store.settle(row.getString(0), row.getString(1)).chain(answers::send);
  }

  /** Once for a failure that lasts. */
  private void report(Throwable cause) {
    if (!failing && !stopping) {
      LOG.warnf("Collected logs can't be ended, going on trying cause=%s", cause.toString());
    }
    failing = true;
  }
}
