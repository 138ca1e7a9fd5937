package dev.sks.engine.mapreduce;

import dev.sks.contract.AttemptResult.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The attempt's output. Reducers write under names of their own, and only the driver gives the
 * parts theirs: a reducer that runs on after its executor was given up can change none.
 */
final class PartsFolder {

  private final Path folder;

  PartsFolder(String folder) throws IOException {
    this.folder = Files.createDirectories(Path.of(folder));
  }

  /** Returns the parts that hold something, in reducer order. */
  List<Part> publish(List<PartWritten> written) throws IOException {
    var parts = new ArrayList<Part>();
    for (var part : written.stream().sorted(Comparator.comparing(PartWritten::reducer)).toList()) {
      if (part.records() > 0) {
        String name = String.format("part-%05d.jsonl", part.reducer());
        Files.move(
            folder.resolve(part.file()),
            folder.resolve(name),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
        parts.add(new Part(name, part.records(), part.bytes()));
      }
    }
    removeLeftovers();
    return parts;
  }

  private void removeLeftovers() throws IOException {
    try (var files = Files.newDirectoryStream(folder, ".part-*")) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }
}
