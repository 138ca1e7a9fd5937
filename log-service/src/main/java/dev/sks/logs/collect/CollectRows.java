package dev.sks.logs.collect;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads and writes, within a transaction that has locked the jobs, what is known of attempts. */
final class CollectRows {

  private static final String ATTEMPTS =
      "select job, attempt, tenant, kept, (extract(epoch from now() - told_at) * 1000)::bigint"
          + " from collected_attempt join job_log using (job) where job = any($1)";
  private static final String SOURCES =
      "select job, attempt, source, file_offset, older, newest, awaited, begun"
          + " from collected_source where job = any($1)";
  private static final String MOVE =
      "insert into collected_source (job, attempt, source, file_offset, older, newest, begun)"
          + " values ($1, $2, $3, $4, $5, $6, $7) on conflict (job, attempt, source)"
          + " do update set file_offset = excluded.file_offset, older = excluded.older,"
          + " newest = excluded.newest, begun = excluded.begun";
  private static final String KEEP =
      "update collected_attempt set kept = true where job = $1 and attempt = $2";

  private CollectRows() {}

  static Uni<Map<AttemptKey, CollectedAttempt>> load(SqlConnection connection, Set<String> jobs) {
    var ids = Tuple.of(jobs.toArray(String[]::new));
    return connection
        .preparedQuery(SOURCES)
        .execute(ids)
        .map(CollectRows::sources)
        .flatMap(
            sources ->
                connection
                    .preparedQuery(ATTEMPTS)
                    .execute(ids)
                    .map(rows -> attempts(rows, sources)));
  }

  private static Map<AttemptKey, Map<String, SourceState>> sources(RowSet<Row> rows) {
    var result = new HashMap<AttemptKey, Map<String, SourceState>>();
    for (Row row : rows) {
      var place = new Place(row.getLong(3), row.getLong(4), row.getLong(5));
      String begun = row.getBuffer(7).toString(StandardCharsets.UTF_8);
      result
          .computeIfAbsent(key(row), key -> new HashMap<>())
          .put(row.getString(2), new SourceState(place, row.getLong(6), begun));
    }
    return result;
  }

  private static Map<AttemptKey, CollectedAttempt> attempts(
      RowSet<Row> rows, Map<AttemptKey, Map<String, SourceState>> sources) {
    var result = new HashMap<AttemptKey, CollectedAttempt>();
    for (Row row : rows) {
      AttemptKey key = key(row);
      Duration told = row.getLong(4) == null ? null : Duration.ofMillis(row.getLong(4));
      result.put(
          key,
          new CollectedAttempt(
              key, row.getString(2), told, row.getBoolean(3), sources.getOrDefault(key, Map.of())));
    }
    return result;
  }

  private static AttemptKey key(Row row) {
    return new AttemptKey(row.getString(0), row.getInteger(1));
  }

  static Uni<Void> save(SqlConnection connection, Collection<CollectedAttempt> attempts) {
    List<Tuple> moves =
        attempts.stream()
            .flatMap(
                attempt ->
                    attempt.changed().entrySet().stream()
                        .map(source -> move(attempt.key(), source.getKey(), source.getValue())))
            .toList();
    List<Tuple> kept =
        attempts.stream()
            .filter(CollectedAttempt::newlyKept)
            .map(attempt -> Tuple.of(attempt.key().job(), attempt.key().attempt()))
            .toList();
    return all(connection, MOVE, moves).chain(() -> all(connection, KEEP, kept));
  }

  private static Tuple move(AttemptKey key, String source, SourceState state) {
    Place place = state.place();
    return Tuple.from(
        List.of(
            key.job(),
            key.attempt(),
            source,
            place.offset(),
            place.older(),
            place.newest(),
            Buffer.buffer(state.begun())));
  }

  static Uni<Void> all(SqlConnection connection, String sql, List<Tuple> tuples) {
    return tuples.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection.preparedQuery(sql).executeBatch(tuples).replaceWithVoid();
  }
}
