package dev.sks.logs.read;

import dev.sks.base.stores.PostgresChannel;
import dev.sks.logs.store.ChunkText;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;

/**
 * Rings when a job's log has grown, whichever replica appended to it. A ring can be lost while
 * PostgreSQL is away, so nobody may wait for it without a deadline.
 */
@ApplicationScoped
class LogBell {

  private final PostgresChannel channel;
  private final Map<String, Set<LogWatch>> watches = new ConcurrentHashMap<>();

  LogBell(Vertx vertx, Config config) {
    this.channel = new PostgresChannel(vertx, config, ChunkText.CHANNEL);
  }

  void start(@Observes StartupEvent event) {
    channel.listen(this::ringAll, this::ring);
  }

  void stop(@Observes ShutdownEvent event) {
    channel.close();
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

  /** After a time without news. */
  private void ringAll() {
    watches.values().forEach(set -> set.forEach(LogWatch::ring));
  }
}
