package dev.sks.ui.jobs;

import dev.sks.base.json.BusJson;
import dev.sks.contract.Command;
import dev.sks.contract.JobSpec;
import dev.sks.contract.JobState;
import dev.sks.contract.JobStatus;
import dev.sks.contract.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** The rows of jobs no manager has answered yet: {@code Accepted}, generation 0. */
@ApplicationScoped
public class AcceptedStore {

  // One statement, so one transaction and one round trip. A key of the day before is free again.
  private static final String ACCEPT_KEYED =
      """
      with taken as (
        insert into idempotency (tenant, subject, key, job, hash, created_at)
        values ($2, $9, $10, $1, $11, $4)
        on conflict (tenant, subject, key) do update set
          job = excluded.job, hash = excluded.hash, created_at = excluded.created_at,
          settled = false
        where idempotency.created_at < excluded.created_at - interval '24 hours'
        returning job)
      insert into jobs (id, tenant, submitted_by, submitted_at, name, state, generation, spec,
                        status, produce_at)
      select $1, $2, $3, $4, $5, $6, 0, $7, $8, $4::timestamptz + interval '5 seconds' from taken
      """;
  private static final String ACCEPT =
      """
      insert into jobs (id, tenant, submitted_by, submitted_at, name, state, generation, spec,
                        status, produce_at)
      values ($1, $2, $3, $4, $5, $6, 0, $7, $8, $4::timestamptz + interval '5 seconds')
      """;
  private static final String REJECT =
      """
      with changed as (
        update jobs set state = 'Rejected', generation = 1, status = $3,
          expires_at = now() + interval '1 day'
        where id = $1 and tenant = $2 and state = 'Accepted' returning id)
      select pg_notify('sks_jobs', id) from changed
      """;
  // Each time twice as late as before, up to a minute; gateways do not take each other's rows.
  private static final String DUE =
      """
      update jobs set produced = produced + 1,
        produce_at = now() + least(60, 5 * power(2, least(produced, 6))) * interval '1 second'
      where id in (
        select id from jobs where state = 'Accepted' and produce_at < now()
        order by produce_at limit 50 for update skip locked)
      returning id, tenant, submitted_by, submitted_at, spec
      """;

  private final Pool pool;

  AcceptedStore(Pool pool) {
    this.pool = pool;
  }

  /** Whether the row was made; not if the key is in use. */
  Uni<Boolean> accept(Submission s) {
    var accepted =
        new JobStatus(
            JobState.ACCEPTED, 0, 0, s.at(), null, null, null, null, null, null, null, List.of());
    var row =
        Tuple.tuple()
            .addString(s.job())
            .addString(s.by().tenant())
            .addString(s.by().name())
            .addOffsetDateTime(s.at().atOffset(ZoneOffset.UTC))
            .addString(s.spec().name())
            .addString(JobState.ACCEPTED.word())
            .addString(json(s.spec()))
            .addString(json(accepted));
    s.key().ifPresent(key -> row.addString(s.by().subject()).addString(key).addString(s.hash()));
    return pool.preparedQuery(s.key().isPresent() ? ACCEPT_KEYED : ACCEPT)
        .execute(row)
        .map(result -> result.rowCount() == 1);
  }

  /** The manager refused it. Nothing happens if the job has moved on. */
  public Uni<Void> reject(String tenant, String job, Problem problem) {
    var now = Instant.now();
    var rejected =
        new JobStatus(
            JobState.REJECTED,
            0,
            1,
            now,
            problem.detail(),
            null,
            now,
            null,
            null,
            problem,
            null,
            List.of());
    return pool.preparedQuery(REJECT)
        .execute(Tuple.of(job, tenant, json(rejected)))
        .replaceWithVoid();
  }

  /** Takes back a row whose command certainly never reached Kafka. */
  Uni<Void> withdraw(String job) {
    return pool.preparedQuery("delete from jobs where id = $1 and state = 'Accepted'")
        .execute(Tuple.of(job))
        .replaceWithVoid();
  }

  /** Commands that should have been answered by now; each is returned once per its back-off. */
  Uni<List<Command.SubmitJob>> due() {
    return pool.query(DUE)
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(AcceptedStore::commandOf)
                    .toList());
  }

  /** The command of one accepted job, or none if it has moved on. */
  Uni<List<Command.SubmitJob>> unanswered(String job) {
    return pool.preparedQuery(
            "select id, tenant, submitted_by, submitted_at, spec from jobs"
                + " where id = $1 and state = 'Accepted'")
        .execute(Tuple.of(job))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(AcceptedStore::commandOf)
                    .toList());
  }

  private static Command.SubmitJob commandOf(Row row) {
    try {
      String id = row.getString("id");
      byte[] spec = row.getString("spec").getBytes(StandardCharsets.UTF_8);
      return new Command.SubmitJob(
          id,
          id,
          row.getString("tenant"),
          row.getString("submitted_by"),
          row.getOffsetDateTime("submitted_at").toInstant(),
          BusJson.read(spec, JobSpec.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(Object value) {
    return new String(BusJson.write(value), StandardCharsets.UTF_8);
  }
}
