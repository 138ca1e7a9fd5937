package dev.sks.manager.logs;

import dev.sks.contract.Limits;
import dev.sks.contract.LogChunk;
import dev.sks.manager.launch.AttemptRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The log of one attempt on its way. For one thread. */
final class AttemptLog {

  static final List<String> SOURCES = List.of("stdout", "stderr");

  private final AttemptRef ref;
  private final Path folder;
  private final Map<String, SourceTail> tails = new LinkedHashMap<>();

  AttemptLog(AttemptRef ref, Path folder) throws IOException {
    this.ref = ref;
    this.folder = folder;
    Shipped shipped = Shipped.read(folder);
    for (String source : SOURCES) {
      var mark = shipped.of(source);
      long limit = Limits.JOB_LOG / SOURCES.size();
      var tail = new SourceTail(folder.resolve(source), mark.offset(), mark.done(), limit);
      tails.put(source, tail);
    }
  }

  AttemptRef ref() {
    return ref;
  }

  Optional<Piece> next(String source) throws IOException {
    // Looked at before the file is read: what was written before the end is then seen.
    boolean ended = hasEnded();
    return tails.get(source).next(ended);
  }

  LogChunk chunk(String source, Piece piece) {
    return new LogChunk(
        ref.job(),
        ref.tenant(),
        ref.attempt(),
        source,
        piece.offset(),
        piece.length(),
        Instant.now(),
        piece.text(),
        piece.last());
  }

  void shipped(String source, Piece piece) throws IOException {
    tails.get(source).shipped(piece);
    new Shipped(
            tails.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        e -> new Shipped.Mark(e.getValue().offset(), e.getValue().isDone()))))
        .write(folder);
  }

  /** Whether all has arrived and nothing more will come. */
  boolean isComplete() {
    return tails.values().stream().allMatch(SourceTail::isDone) && hasEnded();
  }

  private boolean hasEnded() {
    return Files.exists(folder.resolve("exit")) || Files.exists(folder.resolve("forgotten"));
  }
}
