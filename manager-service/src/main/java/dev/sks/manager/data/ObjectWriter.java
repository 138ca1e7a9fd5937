package dev.sks.manager.data;

import dev.sks.contract.JobIds;
import dev.sks.manager.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Streams an upload into the folder of contents. Until a pointer names it, what it wrote is nothing
 * but an orphan for the sweeper.
 */
final class ObjectWriter {

  private static final int BUFFER = 256 * 1024;
  private static final long CHECK_EVERY = 8 * 1024 * 1024;

  private final ObjectFiles files;
  private final DiskReserve reserve;

  ObjectWriter(ObjectFiles files, DiskReserve reserve) {
    this.files = files;
    this.reserve = reserve;
  }

  DataObject write(String name, InputStream in) throws IOException {
    String id = JobIds.next(System.currentTimeMillis());
    Path temporary = files.temporary(id);
    boolean done = false;
    try {
      Files.createDirectories(temporary.getParent());
      DataObject object = stream(name, id, in, temporary);
      Files.move(temporary, files.content(id), StandardCopyOption.ATOMIC_MOVE);
      AtomicFile.syncFolder(temporary.getParent());
      done = true;
      return object;
    } catch (IOException e) {
      throw DiskReserve.explain(e);
    } finally {
      if (!done) {
        Files.deleteIfExists(temporary);
        files.remove(id);
      }
    }
  }

  private DataObject stream(String name, String id, InputStream in, Path temporary)
      throws IOException {
    MessageDigest sha256 = sha256();
    var buffer = new byte[BUFFER];
    long size = 0;
    long checked = 0;
    try (var content =
            FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var index = new SplitIndex.Writer(files.index(id))) {
      int count = in.readNBytes(buffer, 0, BUFFER);
      Compression compression = Compression.of(buffer, count);
      var indexer = new SplitIndexer(compression == Compression.NONE, index);
      while (count > 0) {
        if (size + count > checked) {
          reserve.require(CHECK_EVERY);
          checked = size + CHECK_EVERY;
        }
        sha256.update(buffer, 0, count);
        indexer.update(buffer, 0, count);
        var bytes = ByteBuffer.wrap(buffer, 0, count);
        while (bytes.hasRemaining()) {
          content.write(bytes);
        }
        size += count;
        count = in.readNBytes(buffer, 0, BUFFER);
      }
      indexer.finish();
      index.sync();
      content.force(true);
      String digest = HexFormat.of().formatHex(sha256.digest());
      return new DataObject(name, id, size, digest, Instant.now(), index.count(), compression);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
