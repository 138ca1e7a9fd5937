package dev.sks.standalone.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Real text that is on every machine with Python: the sources of its standard library. */
final class Text {
  private static final String ASK_PYTHON =
      "import sysconfig; print(sysconfig.get_paths()['stdlib'])";

  private Text() {}

  /** All of them in one file. */
  static Path ofStandardLibrary(Path folder) {
    Path target = folder.resolve("python-sources.txt");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
      for (Path source : sources(standardLibrary())) {
        Files.copy(source, out);
        out.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not collect Python's sources", e);
    }
    return target;
  }

  private static List<Path> sources(Path library) throws IOException {
    try (Stream<Path> paths = Files.walk(library)) {
      return paths
          .filter(path -> path.toString().endsWith(".py"))
          .filter(path -> !library.relativize(path).startsWith("site-packages"))
          .filter(Files::isReadable)
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static Path standardLibrary() throws IOException {
    Process python = new ProcessBuilder("python3", "-c", ASK_PYTHON).start();
    String answer =
        new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (answer.isEmpty()) {
      throw new StepFailed("python3 did not say where its standard library is");
    }
    return Path.of(answer);
  }
}
