package dev.sks.embedded.directory;

import dev.sks.embedded.process.PidFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** An open data directory: locked, with nothing of an earlier launcher alive in it. */
public final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final DirectoryLock lock;
  private final Ports ports;

  private DataDirectory(Path path, DirectoryLock lock, Ports ports) {
    this.path = path;
    this.lock = lock;
    this.ports = ports;
  }

  public static DataDirectory open(Path directory) {
    Path path = directory.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path.getParent());
        Files.createDirectory(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      DirectoryLock lock = DirectoryLock.take(path);
      PidFile.endLeftOvers(path);
      return new DataDirectory(path, lock, Ports.keptIn(path));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not open the data directory " + path, e);
    }
  }

  public Path path() {
    return path;
  }

  public Path resolve(String name) {
    return path.resolve(name);
  }

  public Ports ports() {
    return ports;
  }

  @Override
  public void close() {
    lock.close();
  }
}
