package dev.sks.ui.readmodel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.embedded.StackResource;
import dev.sks.ui.played.PeersResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** News of jobs, from a PostgreSQL that speaks TLS only. */
@QuarkusTest
@TestProfile(NotificationsTlsIT.TlsProfile.class)
class NotificationsTlsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Stores that let nobody in without TLS and credentials. */
  public static class TlsProfile implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(
          new TestResourceEntry(
              StackResource.class, Map.of("postgres", "sks_ui", "kafka", "true", "tls", "true")),
          new TestResourceEntry(PeersResource.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }

  @Inject JobWakes wakes;
  @Inject Pool pool;

  private long count(String sql) {
    return pool.query(sql).execute().await().atMost(PATIENCE).iterator().next().getLong(0);
  }

  @Test
  void aNotificationArrivesAndNoConnectionIsPlain() {
    var woken = new AtomicInteger();
    wakes.add("job", woken::incrementAndGet);
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              // The connection itself wakes all, once.
              count("select 1 from pg_notify('sks_jobs', 'job')");
              return woken.get() > 1;
            });
    assertEquals(
        0,
        count(
            "select count(*) filter (where not ssl) from pg_stat_ssl join pg_stat_activity"
                + " using (pid) where backend_type = 'client backend'"));
  }
}
