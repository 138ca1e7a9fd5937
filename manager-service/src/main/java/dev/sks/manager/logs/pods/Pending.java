package dev.sks.manager.logs.pods;

import dev.sks.manager.logs.LineCutter;
import dev.sks.manager.logs.Piece;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;

/** What was read of a container's log and has not arrived yet, and the mark before it. */
final class Pending implements StampedLines.Sink {

  /** Bytes that are shipped at once. Text of them, even if nothing is UTF-8, is a legal chunk. */
  static final int PIECE = 32 * 1024;

  /** Bytes after which no more are read; the next piece is then there when one has arrived. */
  private static final int FULL = 2 * PIECE;

  private static final int LEAST = 1024;

  private record Start(long offset, Instant at) {}

  private final ArrayDeque<Start> starts = new ArrayDeque<>();
  private byte[] bytes = new byte[LEAST];
  private int size;
  private Mark mark;
  private Resumption resumption;

  Pending(Mark mark) {
    this.mark = mark;
    reread();
  }

  Mark mark() {
    return mark;
  }

  /** The log is now read again since the mark's second: what has not arrived comes once more. */
  void reread() {
    drop();
    resumption = new Resumption(mark);
  }

  @Override
  public long begin(Instant at) {
    long skip = resumption.skip(at);
    if (skip == 0) {
      if (resumption.hasGap() && starts.isEmpty() && size == 0) {
        gap();
      }
      starts.add(new Start(mark.offset() + size, at));
    }
    return skip;
  }

  private void gap() {
    boolean open = mark.into() > 0;
    mark = mark.leap();
    note(open, "lines may be missing here: the node rotated the log before they were read");
    resumption = new Resumption(Mark.START);
  }

  @Override
  public void content(byte[] source, int start, int count) {
    if (bytes.length < size + count) {
      bytes = Arrays.copyOf(bytes, Math.max(size + count, 2 * bytes.length));
    }
    System.arraycopy(source, start, bytes, size, count);
    size += count;
  }

  /** Adds a line of our own. */
  void note(String text) {
    note(size > 0 ? bytes[size - 1] != '\n' : mark.into() > 0, text);
  }

  private void note(boolean open, String text) {
    byte[] line = ((open ? "\n" : "") + "[sks] " + text + "\n").getBytes(StandardCharsets.UTF_8);
    content(line, 0, line.length);
  }

  boolean isFull() {
    return size >= FULL;
  }

  /** Drops it: nobody wants it any more. */
  void drop() {
    starts.clear();
    size = 0;
  }

  /**
   * The next piece, if there is one.
   *
   * @param read whether nothing more is read
   * @param last whether the source may end with that
   */
  Optional<Piece> next(boolean read, boolean last) {
    int room = Math.min(size, PIECE);
    boolean rest = read && room == size;
    int taken = LineCutter.take(bytes, room, room == PIECE, rest);
    if (taken == 0 && !(rest && last)) {
      return Optional.empty();
    }
    return Optional.of(
        new Piece(mark.offset(), taken, LineCutter.text(bytes, taken), rest && last));
  }

  void shipped(Piece piece) {
    int count = (int) (piece.end() - mark.offset());
    long into = mark.into() + count;
    while (!starts.isEmpty() && starts.peek().offset() < piece.end()) {
      Start start = starts.poll();
      mark = mark.begin(start.at());
      into = piece.end() - start.offset();
    }
    boolean complete = count > 0 ? bytes[count - 1] == '\n' : into == 0;
    mark = mark.arrived(piece.end(), complete ? 0 : into, piece.last());
    System.arraycopy(bytes, count, bytes, 0, size - count);
    size -= count;
    if (size == 0) {
      bytes = new byte[LEAST];
    }
  }
}
