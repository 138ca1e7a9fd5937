package dev.sks.manager.logs;

import dev.sks.base.json.BusJson;
import dev.sks.manager.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** How far each source of an attempt's log has arrived: the file {@code shipped} in its folder. */
record Shipped(Map<String, Mark> sources) {

  /** Everything before the offset has arrived, and if done, that was all. */
  record Mark(long offset, boolean done) {}

  private static final String FILE = "shipped";

  static Shipped read(Path folder) throws IOException {
    try {
      return BusJson.read(Files.readAllBytes(folder.resolve(FILE)), Shipped.class);
    } catch (NoSuchFileException e) {
      return new Shipped(Map.of());
    }
  }

  Mark of(String source) {
    return sources.getOrDefault(source, new Mark(0, false));
  }

  /** Lazily: what a crash takes back is shipped twice, and cut by its offset. */
  void write(Path folder) throws IOException {
    AtomicFile.writeLazily(folder.resolve(FILE), BusJson.write(this));
  }
}
