package dev.sks.logs.read;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * Walks forward through a log, a page a step. One reader's, not shared; its steps follow each
 * other.
 */
class LogWalk {

  private final LogStore store;
  private final LogKey log;
  private final LogQuery query;
  private final LineFormat format;
  private LogCursor cursor;
  private boolean over;

  LogWalk(LogStore store, LogKey log, LogQuery query, LineFormat format, LogCursor start) {
    this.store = store;
    this.log = log;
    this.query = query;
    this.format = format;
    this.cursor = start;
  }

  /** Whether nothing more is to come. */
  boolean over() {
    return over;
  }

  /** The next lines; it is over when there are none, or a chunk is reached. */
  Uni<Buffer> step(long last) {
    return page()
        .map(
            page -> {
              Buffer lines = render(page);
              over = page.isEmpty() || cursor.seq() >= last;
              return lines;
            });
  }

  /** The next lines; if there are none, what another step then brings. */
  Uni<Buffer> stepOr(Uni<Buffer> otherwise) {
    return page().flatMap(page -> page.isEmpty() ? otherwise : Uni.createFrom().item(render(page)));
  }

  private Uni<List<StoredChunk>> page() {
    return store
        .after(log, cursor.seq(), query)
        // Unpacking and searching is work, not for an event loop.
        .emitOn(Infrastructure.getDefaultWorkerPool());
  }

  private Buffer render(List<StoredChunk> page) {
    var out = Buffer.buffer();
    for (StoredChunk chunk : page) {
      List<String> lines = chunk.lines(query);
      format.write(chunk, lines.subList(Math.min(cursor.skip(), lines.size()), lines.size()), out);
      cursor = new LogCursor(chunk.seq(), 0);
    }
    return out;
  }
}
