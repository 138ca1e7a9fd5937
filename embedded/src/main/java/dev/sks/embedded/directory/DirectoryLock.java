package dev.sks.embedded.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The kernel's lock on the file {@code lock}: gone with the process, however it ends. */
final class DirectoryLock implements AutoCloseable {
  /**
   * POSIX locks belong to a process: without this, a second channel here would release the first.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  static DirectoryLock take(Path directory) throws IOException {
    Path file = directory.resolve("lock");
    if (!HELD.add(directory)) {
      throw inUse(directory, "this process");
    }
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      HELD.remove(directory);
      throw inUse(directory, "the process " + Files.readString(file).strip());
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
    return new DirectoryLock(directory, channel);
  }

  private static IllegalStateException inUse(Path directory, String who) {
    return new IllegalStateException(
        "The data directory "
            + directory
            + " is in use by "
            + who
            + ". Stop that, or choose another directory.");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(directory);
    }
  }
}
