package dev.sks.logs.read;

import java.util.List;

/** Walks back through a log until enough lines are counted. One reader's, not shared. */
class TailSearch {

  private final LogQuery query;
  private long before = Long.MAX_VALUE;
  private int missing;
  private LogCursor found;

  TailSearch(LogQuery query) {
    this.query = query;
    this.missing = query.tail();
  }

  long before() {
    return before;
  }

  boolean done() {
    return found != null;
  }

  LogCursor found() {
    return found;
  }

  /**
   * Takes the next page, newest chunk first; an empty one means that the log's start is reached.
   */
  TailSearch take(List<StoredChunk> page) {
    if (page.isEmpty()) {
      found = LogCursor.START;
    }
    for (StoredChunk chunk : page) {
      int lines = chunk.lines(query).size();
      before = chunk.seq();
      if (lines >= missing) {
        found = new LogCursor(chunk.seq() - 1, lines - missing);
        break;
      }
      missing -= lines;
    }
    return this;
  }
}
