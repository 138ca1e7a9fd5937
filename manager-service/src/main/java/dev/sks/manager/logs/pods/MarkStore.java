package dev.sks.manager.logs.pods;

import dev.sks.base.json.BusJson;
import dev.sks.manager.data.DataStore;
import dev.sks.manager.files.AtomicFile;
import dev.sks.manager.launch.AttemptRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Keeps how far attempts' logs have arrived, where every manager finds it. Blocks. */
@ApplicationScoped
class MarkStore {

  private record Marks(Map<String, Mark> sources) {}

  private final DataStore data;

  MarkStore(DataStore data) {
    this.data = data;
  }

  /** By source. */
  Map<String, Mark> read(AttemptRef ref) throws IOException {
    try {
      return BusJson.read(Files.readAllBytes(file(ref)), Marks.class).sources();
    } catch (NoSuchFileException e) {
      return Map.of();
    }
  }

  /** Lazily: what a crash takes back is shipped twice, and cut by its offset. */
  void write(AttemptRef ref, Map<String, Mark> sources) throws IOException {
    Path file = file(ref);
    Files.createDirectories(file.getParent());
    AtomicFile.writeLazily(file, BusJson.write(new Marks(sources)));
  }

  private Path file(AttemptRef ref) {
    return data.logMarks(ref.tenant(), ref.job(), ref.attempt());
  }
}
