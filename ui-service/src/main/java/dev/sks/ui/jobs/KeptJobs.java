package dev.sks.ui.jobs;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sks.base.json.BusJson;
import dev.sks.contract.JobSpec;
import dev.sks.contract.Limits;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Holds tenants to their share of etcd, which has every job until its retention is over. Between
 * two counts each gateway knows its own submissions only, so several may pass a limit by a little.
 */
@ApplicationScoped
class KeptJobs {

  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final int TENANTS = 10_000;

  // Not beyond the limit: a count of all there are would cost the more the more there are.
  private static final String COUNT =
      """
      select count(*) as jobs, coalesce(sum(bytes), 0)::bigint as bytes from (
        select octet_length(spec) as bytes from jobs
        where tenant = $1 and state <> 'Rejected' limit $2) kept
      """;

  /** What a tenant has. */
  private static final class Use {

    private long jobs;
    private long bytes;

    Use(long jobs, long bytes) {
      this.jobs = jobs;
      this.bytes = bytes;
    }

    synchronized boolean add(long more) {
      if (jobs >= Limits.TENANT_JOBS || bytes + more > Limits.TENANT_SPECS) {
        return false;
      }
      jobs++;
      bytes += more;
      return true;
    }
  }

  private final Pool pool;
  private final AsyncCache<String, Use> uses =
      Caffeine.newBuilder().maximumSize(TENANTS).expireAfterWrite(FRESH).buildAsync();

  KeptJobs(Pool pool) {
    this.pool = pool;
  }

  /** Whether the tenant may have one more job, which is then counted. */
  Uni<Boolean> add(String tenant, JobSpec spec) {
    return Uni.createFrom()
        .completionStage(() -> uses.get(tenant, (key, executor) -> count(key)))
        .map(use -> use.add(BusJson.write(spec).length));
  }

  private CompletableFuture<Use> count(String tenant) {
    return pool.preparedQuery(COUNT)
        .execute(Tuple.of(tenant, Limits.TENANT_JOBS))
        .map(rows -> rows.iterator().next())
        .map(row -> new Use(row.getLong("jobs"), row.getLong("bytes")))
        .subscribeAsCompletionStage();
  }
}
