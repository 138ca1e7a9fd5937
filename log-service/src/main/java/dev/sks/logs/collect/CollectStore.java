package dev.sks.logs.collect;

import dev.sks.contract.CollectedLog;
import dev.sks.logs.ledger.Ledger;
import dev.sks.logs.ledger.LedgerStore;
import dev.sks.logs.ledger.SourceKey;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Attempts whose lines collectors bring, in PostgreSQL. Whatever changes here does so in the
 * ledger's transaction, which locks the job: replicas work on one job in turns.
 */
@ApplicationScoped
class CollectStore {

  private static final String OWNERS =
      "select job, attempt, tenant, namespace from collected_attempt join job_log using (job)"
          + " where job = any($1)";
  private static final String TELL =
      "insert into collected_attempt (job, attempt, namespace, told_at)"
          + " values ($1, $2, $3, case when $4 then now() end) on conflict (job, attempt)"
          + " do update set told_at = coalesce(collected_attempt.told_at, excluded.told_at)";
  private static final String AWAIT =
      "insert into collected_source (job, attempt, source, awaited) values ($1, $2, $3, $4)"
          + " on conflict (job, attempt, source)"
          + " do update set awaited = greatest(collected_source.awaited, excluded.awaited)";

  private final Pool pool;
  private final LedgerStore ledgers;

  CollectStore(Pool pool, LedgerStore ledgers) {
    this.pool = pool;
    this.ledgers = ledgers;
  }

  /** The attempts of some jobs that have been announced. */
  Uni<Map<AttemptKey, Owner>> owners(Set<String> jobs) {
    return pool.preparedQuery(OWNERS)
        .execute(Tuple.of(jobs.toArray(String[]::new)))
        .map(
            rows -> {
              var result = new HashMap<AttemptKey, Owner>();
              for (Row row : rows) {
                result.put(
                    new AttemptKey(row.getString(0), row.getInteger(1)),
                    new Owner(row.getString(2), row.getString(3)));
              }
              return result;
            });
  }

  /**
   * Appends what is new of the lines.
   *
   * @param tenants by job
   * @return the attempts whose lines are now all kept
   */
  Uni<List<AttemptKey>> append(Map<String, String> tenants, Map<SourceKey, List<PodLine>> lines) {
    return work(
        tenants,
        (attempts, ledger) ->
            lines.forEach(
                (source, some) -> {
                  CollectedAttempt attempt = attempts.get(AttemptKey.of(source));
                  // Retention may have deleted it since it was looked up.
                  if (attempt != null) {
                    attempt.take(ledger, source.source(), some);
                  }
                }));
  }

  /** Ends a job's attempts whose lines are all there or won't come; as {@link #append}. */
  Uni<List<AttemptKey>> settle(String job, String tenant) {
    return work(Map.of(job, tenant), (attempts, ledger) -> {});
  }

  private Uni<List<AttemptKey>> work(
      Map<String, String> tenants, BiConsumer<Map<AttemptKey, CollectedAttempt>, Ledger> change) {
    return ledgers.write(
        tenants,
        (connection, ledger) ->
            changed(connection, ledger, tenants.keySet(), change)
                .map(
                    attempts ->
                        attempts.values().stream()
                            .filter(CollectedAttempt::newlyKept)
                            .map(CollectedAttempt::key)
                            .toList()));
  }

  /** Remembers what was told; the result is what becomes of it. */
  Uni<Hearing> hear(CollectedLog told) {
    var key = new AttemptKey(told.job(), told.attempt());
    return ledgers.write(
        Map.of(told.job(), told.tenant()),
        (connection, ledger) ->
            ledger.belongs(told.job(), told.tenant())
                ? remember(connection, told)
                    .chain(
                        () -> changed(connection, ledger, Set.of(told.job()), (attempts, l) -> {}))
                    .map(attempts -> attempts.get(key).kept() ? Hearing.KEPT : Hearing.NOTED)
                : Uni.createFrom().item(Hearing.REFUSED));
  }

  private static Uni<Void> remember(SqlConnection connection, CollectedLog told) {
    var tell = Tuple.of(told.job(), told.attempt(), told.namespace(), told.ended());
    List<Tuple> awaited =
        told.ended()
            ? told.lastLines().entrySet().stream()
                .map(
                    last ->
                        Tuple.of(
                            told.job(), told.attempt(), last.getKey(), Stamp.of(last.getValue())))
                .toList()
            : List.of();
    return connection
        .preparedQuery(TELL)
        .execute(tell)
        .chain(() -> CollectRows.all(connection, AWAIT, awaited));
  }

  private static Uni<Map<AttemptKey, CollectedAttempt>> changed(
      SqlConnection connection,
      Ledger ledger,
      Set<String> jobs,
      BiConsumer<Map<AttemptKey, CollectedAttempt>, Ledger> change) {
    return CollectRows.load(connection, jobs)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .invoke(attempts -> change.accept(attempts, ledger))
        .invoke(attempts -> attempts.values().forEach(attempt -> attempt.settle(ledger)))
        .call(attempts -> CollectRows.save(connection, attempts.values()));
  }
}
