package dev.sks.manager.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sks.base.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a file system of 24 MiB, where the user may mount one. */
class FullDiskIT {

  private static final int SIZE = 24 * 1024 * 1024;

  @TempDir Path mount;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", mount.toString()) == 0);
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    run("umount", mount.toString());
  }

  @Test
  void leavesTheReserveFree() throws IOException {
    var store = new FolderDataStore(mount, new DiskReserve(mount, "8Mi"));
    assertFull(store, zeros(), -1);
    assertFull(store, new ByteArrayInputStream(new byte[1]), SIZE);
    put(store, new ByteArrayInputStream(new byte[1024]), 1024);
  }

  @Test
  void saysSoWhenTheDiskIsFull() throws IOException {
    var store = new FolderDataStore(mount, new DiskReserve(mount, "0"));
    // Someone else takes what the check saw free.
    Files.write(mount.resolve("other"), new byte[SIZE - 9 * 1024 * 1024]);
    InputStream content = new FillingStream(mount.resolve("more"));
    assertFull(store, content, -1);
  }

  private void assertFull(DataStore store, InputStream content, long size) throws IOException {
    var refused = assertThrows(ProblemException.class, () -> put(store, content, size));
    assertEquals("storage-full", refused.problem().code());
    assertEquals(507, refused.problem().status());
    assertEquals(Optional.empty(), store.find("team", "big"));
    if (Files.exists(mount.resolve("team/objects"))) {
      try (Stream<Path> files = Files.list(mount.resolve("team/objects"))) {
        assertEquals(0, files.count());
      }
    }
  }

  private static void put(DataStore store, InputStream content, long size) throws IOException {
    store.put("team", "big", content, size, Precondition.NONE);
  }

  private static InputStream zeros() {
    return new InputStream() {
      @Override
      public int read() {
        return 0;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        return length;
      }
    };
  }

  /** Zeros without end, which fill the disk themselves before the first is read. */
  private static final class FillingStream extends InputStream {

    private final Path other;
    private boolean full;

    FillingStream(Path other) {
      this.other = other;
    }

    @Override
    public int read() {
      return 0;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (!full && Files.exists(other.resolveSibling("team/objects"))) {
        full = true;
        Files.write(other, new byte[8 * 1024 * 1024]);
      }
      return length;
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor();
  }
}
