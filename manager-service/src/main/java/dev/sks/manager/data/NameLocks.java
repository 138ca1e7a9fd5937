package dev.sks.manager.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lets the changes of one name happen one after the other, whichever manager makes them. A lock is
 * the file system's own, which also NFS holds between hosts, and ends with the process that has it.
 * The files are outside of the tenants' folders, where no user's code can lock them.
 */
final class NameLocks {

  /** What may find no object, or the wrong one, if another change comes between. */
  interface Change<T> {
    T make() throws IOException;
  }

  /** Names share them; enough for hosts to seldom wait for each other, which NFS is slow at. */
  private static final int COUNT = 64;

  /** A file's lock is its whole process's; these are between the threads. */
  private static final List<Object> OF_PROCESS =
      IntStream.range(0, COUNT).mapToObj(i -> new Object()).toList();

  private final Path folder;

  NameLocks(Path root) throws IOException {
    this.folder = Files.createDirectories(root.resolve(".locks"));
    for (int i = 0; i < COUNT; i++) {
      // A full disk may take no more files, and objects must be removable then.
      open(i).close();
    }
  }

  <T> T alone(String tenant, String name, Change<T> change) throws IOException {
    int number = Math.floorMod((tenant + '/' + name).hashCode(), COUNT);
    synchronized (OF_PROCESS.get(number)) {
      try (var file = open(number)) {
        // Let go when the file is closed.
        file.lock();
        return change.make();
      }
    }
  }

  private FileChannel open(int number) throws IOException {
    Path file = folder.resolve(Integer.toString(number));
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
