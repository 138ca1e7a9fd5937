package dev.sks.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;

/** What this user keeps between data directories: unpacked binaries. */
public final class CacheDirectory {
  private CacheDirectory() {}

  public static Path path() {
    Path base =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(value -> !value.isBlank())
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache"));
    return base.resolve("sks");
  }

  /** The folder of that name, filled once; others never see it half filled. */
  public static Path folder(String name, Consumer<Path> fill) {
    Path folder = path().resolve(name);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    try {
      Files.createDirectories(path());
      Path draft = Files.createTempDirectory(path(), name + "-");
      try {
        fill.accept(draft);
      } catch (RuntimeException e) {
        Trees.delete(draft);
        throw e;
      }
      try {
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        // Another launcher was quicker; what it made is the same.
        if (!Files.isDirectory(folder)) {
          throw e;
        }
        Trees.delete(draft);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not fill the cache folder " + folder, e);
    }
  }
}
