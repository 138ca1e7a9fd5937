package dev.sks.manager.logs.pods;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Up to where a container's log has arrived. The API server can only be asked for what was printed
 * since a whole second, so the mark also says what of it has arrived: how many lines there are
 * since a second, and the stamp the runtime gave to the first of them. The stamps of stdout and
 * stderr may be a little out of order: it is read again from the second before the newest.
 *
 * @param offset of the first byte that has not arrived
 * @param done whether that was all
 * @param older the window to read again; null while there is only one
 * @param newer the window of the newest second; null before the first line
 * @param last the newest stamp of all
 * @param same how many lines have exactly that stamp
 * @param into bytes of the last begun line that have arrived if it is not complete, else 0
 */
record Mark(
    long offset, boolean done, Window older, Window newer, Instant last, int same, long into) {

  /**
   * The lines since a second, in the order of the file.
   *
   * @param first stamp of the first
   * @param lines that have begun to arrive
   */
  record Window(Instant first, int lines) {

    private Instant second() {
      return first.truncatedTo(ChronoUnit.SECONDS);
    }

    private Window begin(Instant at) {
      return at.isBefore(second()) ? this : new Window(first, lines + 1);
    }

    private boolean isBefore(Instant at) {
      return second().isBefore(at.truncatedTo(ChronoUnit.SECONDS));
    }
  }

  static final Mark START = new Mark(0, false, null, null, null, 0, 0);

  /** No source is larger: an offset beyond the next multiple was never sent. */
  private static final long LEAP = 1L << 30;

  /** What to read again; empty if nothing has arrived. */
  Optional<Window> window() {
    return Optional.ofNullable(older == null ? newer : older);
  }

  /** The second from which on to read again; empty for all. */
  Optional<Instant> since() {
    return window().map(Window::second);
  }

  /** A line with this stamp begins. */
  Mark begin(Instant at) {
    if (newer == null) {
      return new Mark(offset, done, null, new Window(at, 1), at, 1, 0);
    }
    boolean newest = at.isAfter(last);
    Instant max = newest ? at : last;
    int equal = newest ? 1 : at.equals(last) ? same + 1 : same;
    if (newer.isBefore(at)) {
      return new Mark(offset, done, newer.begin(at), new Window(at, 1), max, equal, 0);
    }
    Window old = older == null ? null : older.begin(at);
    return new Mark(offset, done, old, newer.begin(at), max, equal, 0);
  }

  Mark arrived(long newOffset, long newInto, boolean all) {
    return new Mark(newOffset, all, older, newer, last, same, newInto);
  }

  /** Where to go on if nobody knows what else was sent before a gap. */
  Mark leap() {
    return new Mark((leaps() + 1) * LEAP, done, older, newer, last, same, 0);
  }

  long leaps() {
    return offset / LEAP;
  }

  /** Bytes that have arrived, since the last gap. */
  long taken() {
    return offset % LEAP;
  }
}
