package dev.sks.logs.ledger;

import dev.sks.logs.store.ChunkText;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Appends chunks to the logs in PostgreSQL, all of a batch or none. The jobs' rows stay locked for
 * the whole transaction, so two replicas that were handed the same records can't both append them,
 * and the chunks of a job become visible in the order of their {@code seq}.
 */
@ApplicationScoped
public class LedgerStore {

  private static final String OPEN =
      "insert into job_log (job, tenant) select * from unnest($1::text[], $2::text[])"
          + " on conflict do nothing";
  // In the order of the jobs, like OPEN: two replicas wait for each other, never in a circle.
  private static final String LOCK =
      "select job, tenant, bytes, seq, truncated from job_log where job = any($1)"
          + " order by job for update";
  private static final String MARKS =
      "select job, attempt, source, next_offset, ended from log_source where job = any($1)";
  private static final String INSERT =
      "insert into log_chunk"
          + " (job, seq, attempt, source, at, source_offset, length, size, text)"
          + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
  private static final String MOVE =
      "insert into log_source (job, attempt, source, next_offset, ended)"
          + " values ($1, $2, $3, $4, $5) on conflict (job, attempt, source)"
          + " do update set next_offset = excluded.next_offset, ended = excluded.ended";
  private static final String TALLY =
      "update job_log set bytes = $2, seq = $3, truncated = $4, appended_at = now()"
          + " where job = $1";
  private static final String ANNOUNCE =
      "select pg_notify('" + ChunkText.CHANNEL + "', job) from unnest($1::text[]) as job";

  private final Pool pool;

  LedgerStore(Pool pool) {
    this.pool = pool;
  }

  /**
   * Does work on the ledger of some jobs, and writes what it entered, in one transaction.
   *
   * @param tenants by job; a job whose log has not begun yet is opened for its tenant
   */
  public <T> Uni<T> write(Map<String, String> tenants, LedgerWork<T> work) {
    return pool.withTransaction(
        connection ->
            ledger(connection, new TreeMap<>(tenants))
                // Cutting and compressing is work, not for an event loop.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(
                    ledger -> work.on(connection, ledger).call(() -> write(connection, ledger))));
  }

  private static Uni<Ledger> ledger(SqlConnection connection, TreeMap<String, String> tenants) {
    String[] jobs = tenants.keySet().toArray(String[]::new);
    String[] owners = tenants.values().toArray(String[]::new);
    return connection
        .preparedQuery(OPEN)
        .execute(Tuple.of(jobs, owners))
        .chain(() -> connection.preparedQuery(LOCK).execute(Tuple.of(jobs)))
        .map(LedgerStore::tallies)
        .flatMap(
            tallies ->
                connection
                    .preparedQuery(MARKS)
                    .execute(Tuple.of(jobs))
                    .map(rows -> new Ledger(tallies, marks(rows))));
  }

  private static Map<String, JobTally> tallies(RowSet<Row> rows) {
    var result = new HashMap<String, JobTally>();
    rows.forEach(
        row ->
            result.put(
                row.getString(0),
                new JobTally(
                    row.getString(0),
                    row.getString(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getBoolean(4))));
    return result;
  }

  private static Map<SourceKey, SourceMark> marks(RowSet<Row> rows) {
    var result = new HashMap<SourceKey, SourceMark>();
    rows.forEach(
        row ->
            result.put(
                new SourceKey(row.getString(0), row.getInteger(1), row.getString(2)),
                new SourceMark(row.getLong(3), row.getBoolean(4))));
    return result;
  }

  private static Uni<Void> write(SqlConnection connection, Ledger ledger) {
    List<Tuple> rows = ledger.rows().stream().map(ChunkRow::tuple).toList();
    List<Tuple> moves =
        ledger.moved().entrySet().stream()
            .map(
                moved ->
                    Tuple.of(
                        moved.getKey().job(),
                        moved.getKey().attempt(),
                        moved.getKey().source(),
                        moved.getValue().next(),
                        moved.getValue().ended()))
            .toList();
    List<Tuple> tallies =
        ledger.grown().stream()
            .map(job -> Tuple.of(job.job(), job.bytes(), job.seq(), job.truncated()))
            .toList();
    String[] changed =
        ledger.moved().keySet().stream().map(SourceKey::job).distinct().toArray(String[]::new);
    return all(connection, INSERT, rows)
        .chain(() -> all(connection, MOVE, moves))
        .chain(() -> all(connection, TALLY, tallies))
        .chain(() -> connection.preparedQuery(ANNOUNCE).execute(Tuple.of(changed)))
        .replaceWithVoid();
  }

  private static Uni<Void> all(SqlConnection connection, String sql, List<Tuple> tuples) {
    return tuples.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection.preparedQuery(sql).executeBatch(tuples).replaceWithVoid();
  }
}
