package dev.sks.manager.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Writes small files so that a reader, also after a crash, sees the old or the new content. */
public final class AtomicFile {

  /** What the names of files start with that are still being written. */
  public static final String TEMPORARY = "..";

  private AtomicFile() {}

  /** Replaces the file durably. Its folder must be there. */
  public static void write(Path file, byte[] content) throws IOException {
    write(file, content, true);
  }

  /** Replaces the file durably, readable by the owner only. */
  public static void writeSecret(Path file, byte[] content) throws IOException {
    write(
        file,
        content,
        true,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /** Replaces the file, leaving it to the system when it reaches the disk. */
  public static void writeLazily(Path file, byte[] content) throws IOException {
    write(file, content, false);
  }

  /** Makes what was created, renamed or removed in the folder durable. */
  public static void syncFolder(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void write(
      Path file, byte[] content, boolean durable, FileAttribute<?>... attributes)
      throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path temporary = folder.resolve(TEMPORARY + UUID.randomUUID());
    try {
      var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try (var channel = FileChannel.open(temporary, options, attributes)) {
        var buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        if (durable) {
          channel.force(true);
        }
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      if (durable) {
        syncFolder(folder);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
