package dev.sks.manager.data;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The file of an object's splits: length (8 bytes) and CRC-32C (4) of each, big endian. */
final class SplitIndex {

  private static final int ENTRY = Long.BYTES + Integer.BYTES;

  private SplitIndex() {}

  static List<Split> read(Path file) throws IOException {
    int count = Math.toIntExact(Files.size(file) / ENTRY);
    var splits = new ArrayList<Split>(count);
    long offset = 0;
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (int i = 0; i < count; i++) {
        var split = new Split(offset, in.readLong(), in.readInt());
        splits.add(split);
        offset += split.length();
      }
    }
    return splits;
  }

  /** Writes an index as its object streams in. */
  static final class Writer implements SplitIndexer.Sink, Closeable {

    private final FileOutputStream file;
    private final DataOutputStream out;
    private int count;

    Writer(Path path) throws IOException {
      file = new FileOutputStream(path.toFile());
      out = new DataOutputStream(new BufferedOutputStream(file));
    }

    @Override
    public void take(Split split) throws IOException {
      out.writeLong(split.length());
      out.writeInt(split.crc());
      count++;
    }

    int count() {
      return count;
    }

    void sync() throws IOException {
      out.flush();
      file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
