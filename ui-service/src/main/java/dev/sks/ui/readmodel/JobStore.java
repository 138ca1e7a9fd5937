package dev.sks.ui.readmodel;

import dev.sks.contract.JobState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads jobs, always within a tenant. */
@ApplicationScoped
public class JobStore {

  /** The columns of {@link #jobOf}. */
  public static final String COLUMNS =
      "id, tenant, submitted_by, submitted_at, spec, status, state, generation";

  /** Specs hold programs: a page is cut at this many bytes of them, after its first job. */
  private static final int PAGE_BYTES = 4 * 1024 * 1024;

  private static final Map<String, JobState> STATES =
      Arrays.stream(JobState.values())
          .collect(Collectors.toMap(JobState::word, Function.identity()));

  private final Pool pool;
  private final ProgressBoard progress;

  JobStore(Pool pool, ProgressBoard progress) {
    this.pool = pool;
    this.progress = progress;
  }

  /** The state that has this word, or empty. */
  public static Optional<JobState> stateOf(String word) {
    return Optional.ofNullable(STATES.get(word));
  }

  public Uni<Optional<Job>> find(String tenant, String id) {
    return pool.preparedQuery("select " + COLUMNS + " from jobs where id = $1 and tenant = $2")
        .execute(Tuple.of(id, tenant))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(progress.addTo(jobOf(rows.iterator().next()))));
  }

  /**
   * A page, newest first.
   *
   * @param state null for all
   * @param name null for all
   * @param before id of the last job of the page before, or null
   */
  public Uni<JobPage> list(String tenant, JobState state, String name, String before, int limit) {
    return pool.preparedQuery(
            """
            select * from (
              select %s, sum(length(spec)) over (order by id desc) as bytes from jobs
              where tenant = $1 and ($2::text is null or state = $2)
                and ($3::text is null or name = $3) and ($4::text is null or id < $4)
              order by id desc limit $5) page
            """
                .formatted(COLUMNS))
        .execute(Tuple.of(tenant, state == null ? null : state.word(), name, before, limit + 1))
        .map(rows -> page(rows, limit));
  }

  private JobPage page(Iterable<Row> rows, int limit) {
    List<Job> jobs = new ArrayList<>();
    for (Row row : rows) {
      boolean full = jobs.size() == limit || !jobs.isEmpty() && row.getLong("bytes") > PAGE_BYTES;
      if (full) {
        return new JobPage(jobs, jobs.get(jobs.size() - 1).id());
      }
      jobs.add(progress.addTo(jobOf(row)));
    }
    return new JobPage(jobs, null);
  }

  /** Of a row with {@link #COLUMNS}. */
  public static Job jobOf(Row row) {
    return new Job(
        row.getString("id"),
        row.getString("tenant"),
        row.getString("submitted_by"),
        row.getOffsetDateTime("submitted_at").toInstant(),
        row.getString("spec"),
        row.getString("status"),
        null,
        STATES.get(row.getString("state")),
        row.getLong("generation"));
  }
}
