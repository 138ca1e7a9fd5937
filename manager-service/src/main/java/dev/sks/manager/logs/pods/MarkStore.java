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
import org.jboss.logging.Logger;

/** Keeps how far attempts' logs have arrived, where every manager finds it. Blocks. */
@ApplicationScoped
class MarkStore {

  private record Marks(Map<String, Mark> sources) {}

  private static final Logger LOG = Logger.getLogger(MarkStore.class);

  private final DataStore data;

  MarkStore(DataStore data) {
    this.data = data;
  }

  /** By source. */
  Map<String, Mark> read(AttemptRef ref) throws IOException {
    byte[] content;
    try {
      content = Files.readAllBytes(file(ref));
    } catch (NoSuchFileException e) {
      return Map.of();
    }
    try {
      return BusJson.read(content, Marks.class).sources();
    } catch (IOException e) {
      // A crash of the machine may leave a lazily written file empty: all is shipped again, and
      // cut.
      LOG.warnf("Marks of a log are lost attempt=%s cause=%s", ref, e);
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
