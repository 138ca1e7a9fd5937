package dev.sks.logs.ledger;

import dev.sks.contract.LogChunk;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A stretch of a source.
 *
 * <p>Offsets count bytes of the source, but what came is text: where the source was not UTF-8, the
 * two differ. If the text encodes to as many bytes as the source had, positions are the same. If
 * they agree once each U+FFFD counts for one byte (stray bytes, as in Latin-1), positions are found
 * by counting so. Otherwise nobody knows how many bytes each U+FFFD stands for; since chunks are
 * whole lines, the line boundary nearest to the position is taken.
 *
 * @param offset of the first byte in the source
 * @param length in bytes of the source
 * @param text in UTF-8
 */
record Piece(long offset, long length, byte[] text) {

  private static final int REPLACED = 3;

  static Piece of(LogChunk chunk) {
    return new Piece(chunk.offset(), chunk.length(), chunk.text().getBytes(StandardCharsets.UTF_8));
  }

  long end() {
    return offset + length;
  }

  /** What of it comes at or after an offset of the source. */
  Piece from(long start) {
    if (start <= offset) {
      return this;
    }
    if (start >= end()) {
      return new Piece(start, 0, new byte[0]);
    }
    int position = position(start - offset);
    return new Piece(start, end() - start, Arrays.copyOfRange(text, position, text.length));
  }

  /** The text of the whole lines among its first bytes. */
  byte[] linesWithin(long bytes) {
    if (bytes >= length) {
      return text;
    }
    int end = position(bytes);
    while (end > 0 && text[end - 1] != '\n') {
      end--;
    }
    return Arrays.copyOf(text, end);
  }

  private int position(long bytes) {
    if (text.length == length) {
      return (int) bytes;
    }
    if (sourceBytes(text.length) == length) {
      return positionOfStray(bytes);
    }
    return nearestLine((int) (text.length * bytes / length));
  }

  private long sourceBytes(int until) {
    long count = 0;
    for (int i = 0; i < until; i += width(i)) {
      count++;
    }
    return count;
  }

  private int positionOfStray(long bytes) {
    int position = 0;
    for (long seen = 0; seen < bytes; seen++) {
      position += width(position);
    }
    return position;
  }

  private int width(int i) {
    boolean replaced =
        i + REPLACED <= text.length
            && text[i] == (byte) 0xEF
            && text[i + 1] == (byte) 0xBF
            && text[i + 2] == (byte) 0xBD;
    return replaced ? REPLACED : 1;
  }

  private int nearestLine(int target) {
    int before = target;
    while (before > 0 && text[before - 1] != '\n') {
      before--;
    }
    int after = target;
    while (after < text.length && (after == 0 || text[after - 1] != '\n')) {
      after++;
    }
    return target - before <= after - target ? before : after;
  }
}
