package dev.sks.logs.read;

import dev.sks.base.problem.ProblemException;
import dev.sks.base.revocation.EndedSessions;
import dev.sks.contract.ProblemType;
import dev.sks.logs.LogsConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A log as a stream of buffers of whole lines. The next page is read when the last one was taken,
 * so a slow reader costs no more memory than a page.
 */
@ApplicationScoped
class LogReader {

  private final LogStore store;
  private final LogBell bell;
  private final StreamGate gate;
  private final EndedSessions ended;
  private final LogsConfig config;

  LogReader(LogStore store, LogBell bell, StreamGate gate, EndedSessions ended, LogsConfig config) {
    this.store = store;
    this.bell = bell;
    this.gate = gate;
    this.ended = ended;
    this.config = config;
  }

  /** The lines there are, and then, if the query follows, those to come while admitted. */
  Multi<Buffer> read(LogKey log, LogQuery query, LineFormat format, Admission admission) {
    Multi<Buffer> lines =
        store
            .head(log.job())
            .flatMap(head -> start(log, head, query).map(start -> new Start(head, start)))
            .onItem()
            .transformToMulti(start -> from(log, start, query, format, admission));
    return gate.guard(log.tenant(), lines);
  }

  private record Start(Optional<LogHead> head, LogCursor cursor) {

    long last() {
      return head.map(LogHead::seq).orElse(0L);
    }
  }

  private Uni<LogCursor> start(LogKey log, Optional<LogHead> head, LogQuery query) {
    if (head.isPresent() && !head.get().tenant().equals(log.tenant())) {
      throw new ProblemException(
          ProblemType.NOT_FOUND, "There is no job '" + log.job() + "'; see 'GET /v1/jobs'.");
    }
    if (query.tail() == 0) {
      return Uni.createFrom().item(LogCursor.START);
    }
    return Multi.createBy()
        .repeating()
        .uni(() -> new TailSearch(query), search -> back(log, search, query))
        .whilst(search -> !search.done())
        .collect()
        .last()
        .map(TailSearch::found);
  }

  private Uni<TailSearch> back(LogKey log, TailSearch search, LogQuery query) {
    return store
        .before(log, search.before(), query)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(search::take);
  }

  private Multi<Buffer> from(
      LogKey log, Start start, LogQuery query, LineFormat format, Admission admission) {
    var walk = new LogWalk(store, log, query, format, start.cursor());
    Multi<Buffer> lines =
        query.follow() ? live(log, walk, query, admission) : kept(walk, start.last());
    // The first, empty one sends the headers: a live log may be silent for long.
    return Multi.createBy()
        .concatenating()
        .streams(
            Multi.createFrom().item(Buffer::buffer), lines.filter(buffer -> buffer.length() > 0));
  }

  private static Multi<Buffer> kept(LogWalk walk, long last) {
    return Multi.createBy().repeating().uni(() -> walk.step(last)).whilst(lines -> !walk.over());
  }

  private Multi<Buffer> live(LogKey log, LogWalk walk, LogQuery query, Admission admission) {
    LogWatch watch = bell.watch(log.job());
    var live = new LiveWalk(walk, watch, store.ended(log, query.attempt()), config);
    var session = ended.watch(admission.session(), live::end);
    return Multi.createBy()
        .repeating()
        .uni(live::step)
        .whilst(lines -> !live.over())
        .select()
        .first(Duration.between(Instant.now(), admission.until()))
        .onTermination()
        .invoke(
            () -> {
              session.close();
              watch.close();
            });
  }
}
