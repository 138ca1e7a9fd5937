package dev.sks.ui.jobs;

import dev.sks.ui.readmodel.Job;
import dev.sks.ui.readmodel.JobStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What a client's keys stand for, for a day. */
@ApplicationScoped
class IdempotencyStore {

  /**
   * The first request of a key.
   *
   * @param inFlight whether its response is still to come
   */
  record First(String hash, boolean inFlight, Job job) {}

  private final Pool pool;

  IdempotencyStore(Pool pool) {
    this.pool = pool;
  }

  Uni<Optional<First>> first(Submitter by, String key) {
    // A gateway that was killed settles nothing: after ten seconds no request is in flight.
    return pool.preparedQuery(
            """
            select %s, hash,
              not settled and i.created_at > now() - interval '10 seconds' as in_flight
            from idempotency i join jobs on jobs.id = i.job
            where i.tenant = $1 and i.subject = $2 and i.key = $3
            """
                .formatted(JobStore.COLUMNS.replaceFirst("tenant", "jobs.tenant")))
        .execute(Tuple.of(by.tenant(), by.subject(), key))
        .map(
            rows -> {
              if (rows.size() == 0) {
                return Optional.empty();
              }
              var row = rows.iterator().next();
              return Optional.of(
                  new First(
                      row.getString("hash"), row.getBoolean("in_flight"), JobStore.jobOf(row)));
            });
  }

  /** The first request has its response. */
  Uni<Void> settle(Submission s) {
    return s.key().isEmpty()
        ? Uni.createFrom().voidItem()
        : pool.preparedQuery(
                "update idempotency set settled = true"
                    + " where tenant = $1 and subject = $2 and key = $3 and job = $4")
            .execute(Tuple.of(s.by().tenant(), s.by().subject(), s.key().get(), s.job()))
            .replaceWithVoid();
  }
}
