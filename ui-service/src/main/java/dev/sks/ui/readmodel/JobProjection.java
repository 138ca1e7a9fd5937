package dev.sks.ui.readmodel;

import dev.sks.base.json.BusJson;
import dev.sks.contract.JobStateChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Writes the read model: a job's row only ever moves to a higher generation. */
@ApplicationScoped
public class JobProjection {

  private static final String UPSERT =
      """
      with changed as (
        insert into jobs (id, tenant, submitted_by, submitted_at, name, state, generation, spec,
                          status, expires_at)
        select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[],
                             $6::text[], $7::bigint[], $8::text[], $9::text[], $10::timestamptz[])
        on conflict (id) do update set
          state = excluded.state, generation = excluded.generation, spec = excluded.spec,
          status = excluded.status, expires_at = excluded.expires_at
        where jobs.generation < excluded.generation and jobs.tenant = excluded.tenant
        returning id)
      select pg_notify('%s', id) from changed
      """
          .formatted(JobNotifications.CHANNEL);

  private final Pool pool;

  JobProjection(Pool pool) {
    this.pool = pool;
  }

  /** In one transaction; at most one event a job. */
  public Uni<Void> apply(Collection<JobStateChanged> events) {
    var all = List.copyOf(events);
    return pool.preparedQuery(UPSERT)
        .execute(
            Tuple.from(
                List.of(
                    texts(all, JobStateChanged::job),
                    texts(all, JobStateChanged::tenant),
                    texts(all, JobStateChanged::submittedBy),
                    times(all, JobStateChanged::submittedAt),
                    texts(all, e -> e.spec().name()),
                    texts(all, e -> e.status().state().word()),
                    all.stream().map(e -> e.status().generation()).toArray(Long[]::new),
                    texts(all, e -> json(e.spec())),
                    texts(all, e -> json(e.status())),
                    times(all, JobProjection::expiry))))
        .replaceWithVoid();
  }

  private static Instant expiry(JobStateChanged event) {
    if (!event.status().state().isTerminal()) {
      return null;
    }
    var finished = event.status().finishedAt();
    return (finished == null ? event.status().since() : finished)
        .plus(event.spec().policy().retention());
  }

  private static String[] texts(
      List<JobStateChanged> all, Function<JobStateChanged, String> field) {
    return all.stream().map(field).toArray(String[]::new);
  }

  private static OffsetDateTime[] times(
      List<JobStateChanged> all, Function<JobStateChanged, Instant> field) {
    return all.stream()
        .map(field)
        .map(time -> time == null ? null : time.atOffset(ZoneOffset.UTC))
        .toArray(OffsetDateTime[]::new);
  }

  private static String json(Object value) {
    return new String(BusJson.write(value), StandardCharsets.UTF_8);
  }
}
