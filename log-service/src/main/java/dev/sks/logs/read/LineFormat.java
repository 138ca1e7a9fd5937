package dev.sks.logs.read;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.sks.base.json.BusJson;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** How lines go out. */
enum LineFormat {
  TEXT {
    @Override
    byte[] line(StoredChunk chunk, String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  },
  NDJSON {
    @Override
    byte[] line(StoredChunk chunk, String text) {
      return BusJson.write(new Line(chunk.at(), chunk.attempt(), chunk.source(), text));
    }
  };

  @JsonPropertyOrder({"at", "attempt", "source", "text"})
  record Line(Instant at, int attempt, String source, String text) {}

  abstract byte[] line(StoredChunk chunk, String text);

  /** Writes lines of a chunk, each ended by a newline. */
  void write(StoredChunk chunk, List<String> lines, Buffer out) {
    for (String text : lines) {
      out.appendBytes(line(chunk, text)).appendByte((byte) '\n');
    }
  }
}
