package dev.sks.logs.read;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.sks.base.json.BusJson;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** How lines go out. */
enum LineFormat {
  TEXT("text/plain;charset=UTF-8") {
    @Override
    byte[] line(StoredChunk chunk, String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  },
  NDJSON("application/x-ndjson") {
    @Override
    byte[] line(StoredChunk chunk, String text) {
      return BusJson.write(new Line(chunk.at(), chunk.attempt(), chunk.source(), text));
    }
  };

  @JsonPropertyOrder({"at", "attempt", "source", "text"})
  record Line(Instant at, int attempt, String source, String text) {}

  private final String mediaType;

  LineFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /**
   * The format a caller likes best.
   *
   * @param accepted media types, the best first
   */
  static LineFormat among(List<MediaType> accepted) {
    return accepted.stream()
        .flatMap(type -> Arrays.stream(values()).filter(format -> format.suits(type)))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.NOT_ACCEPTABLE,
                    "A log comes as text/plain or application/x-ndjson: accept one of them."));
  }

  private boolean suits(MediaType accepted) {
    return accepted.isCompatible(MediaType.valueOf(mediaType));
  }

  String mediaType() {
    return mediaType;
  }

  abstract byte[] line(StoredChunk chunk, String text);

  /** Writes lines of a chunk, each ended by a newline. */
  void write(StoredChunk chunk, List<String> lines, Buffer out) {
    for (String text : lines) {
      out.appendBytes(line(chunk, text)).appendByte((byte) '\n');
    }
  }
}
