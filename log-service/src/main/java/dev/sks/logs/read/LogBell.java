package dev.sks.logs.read;

import dev.sks.logs.store.ChunkText;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Rings when a job's log has grown, whichever replica appended to it. A ring can be lost while
 * PostgreSQL is away, so nobody may wait for it without a deadline.
 */
@ApplicationScoped
class LogBell {

  private static final Logger LOG = Logger.getLogger(LogBell.class);
  private static final long RECONNECT_MILLIS = 1000;

  private final PgSubscriber subscriber;
  private final Map<String, Set<LogWatch>> watches = new ConcurrentHashMap<>();

  LogBell(
      Vertx vertx,
      @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
    var options = PgConnectOptions.fromUri(url).setUser(user);
    password.ifPresent(options::setPassword);
    this.subscriber =
        PgSubscriber.subscriber(vertx, options).reconnectPolicy(retries -> RECONNECT_MILLIS);
  }

  void start(@Observes StartupEvent event) {
    subscriber.channel(ChunkText.CHANNEL).handler(this::ring);
    subscriber
        .connect()
        .onFailure(e -> LOG.warnf("Not told of new log lines yet cause=%s", e.toString()));
  }

  void stop(@Observes ShutdownEvent event) {
    subscriber.close();
  }

  /** A watch on a job's log, to be closed. */
  LogWatch watch(String job) {
    var watch = new LogWatch(w -> forget(job, w));
    watches.compute(
        job,
        (id, set) -> {
          Set<LogWatch> all = set == null ? ConcurrentHashMap.newKeySet() : set;
          all.add(watch);
          return all;
        });
    return watch;
  }

  private void forget(String job, LogWatch watch) {
    watches.computeIfPresent(
        job,
        (id, set) -> {
          set.remove(watch);
          return set.isEmpty() ? null : set;
        });
  }

  private void ring(String job) {
    watches.getOrDefault(job, Set.of()).forEach(LogWatch::ring);
  }
}
