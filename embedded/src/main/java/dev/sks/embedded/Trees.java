package dev.sks.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole directories. */
public final class Trees {
  private Trees() {}

  public static void delete(Path root) {
    if (!Files.exists(root)) {
      return;
    }
    try {
      List<Path> deepestFirst;
      try (Stream<Path> paths = Files.walk(root)) {
        deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not delete " + root, e);
    }
  }
}
