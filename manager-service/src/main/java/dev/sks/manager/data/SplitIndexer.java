package dev.sks.manager.data;

import java.io.IOException;
import java.util.zip.CRC32C;

/** Cuts a stream into splits of whole lines while it passes by; keeps nothing of it. */
final class SplitIndexer {

  /** A split ends with the first line that reaches this length. */
  static final int TARGET = 1024 * 1024;

  /** Takes each split as it is complete. */
  interface Sink {
    void take(Split split) throws IOException;
  }

  private final boolean cutting;
  private final Sink sink;
  private final CRC32C crc = new CRC32C();
  private long offset;
  private long length;

  /**
   * @param cutting false for compressed streams, which are one split
   */
  SplitIndexer(boolean cutting, Sink sink) {
    this.cutting = cutting;
    this.sink = sink;
  }

  void update(byte[] bytes, int from, int to) throws IOException {
    int at = from;
    while (at < to) {
      int end = cutting ? endOfPiece(bytes, at, to) : to;
      crc.update(bytes, at, end - at);
      length += end - at;
      if (cutting && length >= TARGET && bytes[end - 1] == '\n') {
        cut();
      }
      at = end;
    }
  }

  /** Call once, after the last byte. */
  void finish() throws IOException {
    if (length > 0) {
      cut();
    }
  }

  private int endOfPiece(byte[] bytes, int at, int to) {
    // The byte that completes TARGET is the first that may end the split.
    int search = at + (int) Math.max(0, TARGET - 1 - length);
    for (int i = search; i < to; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return to;
  }

  private void cut() throws IOException {
    sink.take(new Split(offset, length, (int) crc.getValue()));
    offset += length;
    length = 0;
    crc.reset();
  }
}
