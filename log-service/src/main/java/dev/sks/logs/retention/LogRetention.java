package dev.sks.logs.retention;

import dev.sks.logs.LogsConfig;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Deletes old logs, a few jobs a transaction; replicas take turns by skipping what is locked. */
@ApplicationScoped
class LogRetention {

  private static final Logger LOG = Logger.getLogger(LogRetention.class);
  private static final int JOBS = 20;
  private static final String DELETE =
      "delete from job_log where job in (select job from job_log where appended_at < $1"
          + " order by appended_at limit "
          + JOBS
          + " for update skip locked)";

  private final Pool pool;
  private final LogsConfig config;

  LogRetention(Pool pool, LogsConfig config) {
    this.pool = pool;
    this.config = config;
  }

  @Scheduled(
      every = "${sks.logs.retention-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> deleteOld() {
    var before = OffsetDateTime.now(ZoneOffset.UTC).minus(config.retention());
    return Multi.createBy()
        .repeating()
        .uni(() -> deleteSome(before))
        .whilst(deleted -> deleted == JOBS)
        .collect()
        .with(Collectors.summingInt(Integer::intValue))
        .invoke(LogRetention::report)
        .onFailure()
        .invoke(e -> LOG.warnf("Old logs stay until the next round cause=%s", e.toString()))
        .onFailure()
        .recoverWithItem(0)
        .replaceWithVoid();
  }

  private Uni<Integer> deleteSome(OffsetDateTime before) {
    return pool.preparedQuery(DELETE).execute(Tuple.of(before)).map(SqlResult::rowCount);
  }

  private static void report(int jobs) {
    if (jobs > 0) {
      LOG.infof("Old logs deleted jobs=%d", jobs);
    }
  }
}
