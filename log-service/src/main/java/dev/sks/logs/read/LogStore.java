package dev.sks.logs.read;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** Reads logs from PostgreSQL, a bounded page at a time. Every query names the tenant. */
@ApplicationScoped
class LogStore {

  /** Text of a page; its last chunk may go beyond. Of small chunks, at most so many. */
  private static final int PAGE_BYTES = 128 * 1024;

  private static final int PAGE_CHUNKS = 500;

  private static final String HEAD = "select tenant, seq from job_log where job = $1";
  private static final String FILTER =
      " and ($4::text is null or source = $4) and ($5::int is null or attempt = $5)"
          + " and ($6::timestamptz is null or at >= $6)";
  private static final String PAGE =
      "select seq, attempt, source, at, size, text from"
          + " (select c.*, sum(size) over (order by seq %1$s) - size as before from"
          + " (select k.* from log_chunk k join job_log using (job)"
          + " where job = $1 and tenant = $2 and k.seq %2$s $3"
          + FILTER
          + " order by k.seq %1$s limit "
          + PAGE_CHUNKS
          + ") c) p where before < "
          + PAGE_BYTES
          + " order by seq %1$s";
  private static final String FORWARD = PAGE.formatted("asc", ">");
  private static final String BACKWARD = PAGE.formatted("desc", "<");
  private static final String ENDED =
      "select coalesce(bool_and(ended) and bool_or(source not like 'executor-%'), false)"
          + " from log_source join job_log using (job)"
          + " where job = $1 and tenant = $2 and attempt = coalesce($3, (select max(attempt) from"
          + " log_source where job = $1))";

  private static final Logger LOG = Logger.getLogger(LogStore.class);

  private final Pool pool;

  LogStore(Pool pool) {
    this.pool = pool;
  }

  /** The job's tenant and newest chunk, if its log has begun. */
  Uni<Optional<LogHead>> head(String job) {
    return query(HEAD, Tuple.of(job))
        .map(rows -> stream(rows).findFirst())
        .map(row -> row.map(r -> new LogHead(r.getString(0), r.getLong(1))));
  }

  /** The next chunks after one, in their order; none if there are no more yet. */
  Uni<List<StoredChunk>> after(LogKey log, long seq, LogQuery query) {
    return page(FORWARD, log, seq, query);
  }

  /** The chunks before one, newest first. */
  Uni<List<StoredChunk>> before(LogKey log, long seq, LogQuery query) {
    return page(BACKWARD, log, seq, query);
  }

  /**
   * Whether every source seen of an attempt (of the newest one, if null) has ended, not only
   * executors: as long as their driver runs there may be more of them. Its source ends last.
   */
  Uni<Boolean> ended(LogKey log, Integer attempt) {
    return query(ENDED, Tuple.of(log.job(), log.tenant(), attempt))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  private Uni<List<StoredChunk>> page(String sql, LogKey log, long seq, LogQuery query) {
    var tuple = Tuple.tuple();
    tuple.addString(log.job()).addString(log.tenant()).addLong(seq);
    tuple.addString(query.source()).addInteger(query.attempt());
    tuple.addOffsetDateTime(query.since() == null ? null : query.since().atOffset(ZoneOffset.UTC));
    return query(sql, tuple).map(rows -> stream(rows).map(StoredChunk::of).toList());
  }

  private Uni<RowSet<Row>> query(String sql, Tuple parameters) {
    return pool.preparedQuery(sql).execute(parameters).onFailure().transform(LogStore::unavailable);
  }

  private static ProblemException unavailable(Throwable cause) {
    LOG.warnf("Logs can't be read cause=%s", cause.toString());
    return new ProblemException(
        ProblemType.UNAVAILABLE, "The logs can't be read at this time: try again in a while.");
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
