package dev.sks.logs.read;

import dev.sks.logs.store.ChunkText;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A chunk as it is kept.
 *
 * @param size of the text in bytes
 */
record StoredChunk(long seq, int attempt, String source, Instant at, int size, byte[] packed) {

  static StoredChunk of(Row row) {
    return new StoredChunk(
        row.getLong("seq"),
        row.getInteger("attempt"),
        row.getString("source"),
        row.getOffsetDateTime("at").toInstant(),
        row.getInteger("size"),
        row.getBuffer("text").getBytes());
  }

  /** Its lines that a query accepts, without their line ends. */
  List<String> lines(LogQuery query) {
    String text = new String(ChunkText.unpack(packed, size), StandardCharsets.UTF_8);
    var lines = new ArrayList<String>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      String line = text.substring(start, end < 0 ? text.length() : end);
      if (query.accepts(line)) {
        lines.add(line);
      }
      start = end < 0 ? text.length() : end + 1;
    }
    return lines;
  }
}
