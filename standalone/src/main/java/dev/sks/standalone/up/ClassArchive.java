package dev.sks.standalone.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/**
 * A JVM's archive of the classes a service loads, which takes more than half of the work out of its
 * start. It holds for exactly these jars and this JVM.
 */
final class ClassArchive {
  private static final int TERMINATED = 143;

  private final String service;
  private final Path file;
  private final Path draft;
  private final boolean learn;

  /**
   * @param learn whether a JVM that finds no archive shall write one at its end, which makes its
   *     start slower
   */
  ClassArchive(Path folder, String service, List<Path> classPath, boolean learn) {
    this.service = service;
    this.file = folder.resolve(service + "-" + fingerprint(classPath) + ".jsa");
    this.draft = folder.resolve(file.getFileName() + ".new");
    this.learn = learn;
  }

  private static String fingerprint(List<Path> classPath) {
    int hash = Objects.hash(System.getProperty("java.vm.version"), System.getProperty("java.home"));
    try {
      for (Path jar : classPath) {
        hash = Objects.hash(hash, jar, Files.size(jar), Files.getLastModifiedTime(jar));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Integer.toHexString(hash);
  }

  List<String> options() {
    if (Files.exists(file)) {
      return List.of("-XX:SharedArchiveFile=" + file);
    }
    return learn && prepared() ? List.of("-XX:ArchiveClassesAtExit=" + draft) : List.of();
  }

  private boolean prepared() {
    try {
      Files.createDirectories(file.getParent());
      return Files.isWritable(file.getParent());
    } catch (IOException e) {
      // An archive is a convenience: where nothing can be written, the start stays slower.
      return false;
    }
  }

  /** Keeps what a JVM wrote that ended in order, in place of those of earlier builds. */
  void keep(int exitCode) {
    if (!Files.exists(draft)) {
      return;
    }
    try {
      if (exitCode != TERMINATED) {
        Files.delete(draft);
        return;
      }
      try (DirectoryStream<Path> old =
          Files.newDirectoryStream(file.getParent(), service + "-*.jsa")) {
        for (Path path : old) {
          Files.delete(path);
        }
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not keep " + file, e);
    }
  }
}
