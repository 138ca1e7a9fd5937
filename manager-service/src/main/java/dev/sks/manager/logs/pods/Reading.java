package dev.sks.manager.logs.pods;

import java.time.Duration;
import java.util.Optional;

/** One connection to a container's log: fills what is pending, as long as there is room. */
final class Reading implements LogConnection.Listener {

  /** A connection that says nothing for so long may be a dead one. */
  private static final Duration SILENCE = Duration.ofMinutes(5);

  private static final Duration SILENCE_AFTER_END = Duration.ofSeconds(20);

  private final Pending pending;
  private final StampedLines lines;
  private final Places.Place place;
  private final boolean begunAfterEnd;
  private Optional<LogConnection> connection = Optional.empty();
  private Optional<LogConnection.End> end = Optional.empty();
  private boolean asked = true;
  private boolean closed;
  private long changedAt = System.nanoTime();

  /**
   * @param begunAfterEnd whether the container had ended before: then what it reads is all
   */
  Reading(Pending pending, Places.Place place, boolean begunAfterEnd) {
    this.pending = pending;
    this.lines = new StampedLines(pending);
    this.place = place;
    this.begunAfterEnd = begunAfterEnd;
  }

  void begin(LogConnection opened) {
    boolean late;
    synchronized (pending) {
      connection = Optional.of(opened);
      late = closed;
    }
    if (late) {
      opened.close();
    }
    more();
  }

  @Override
  public void heard(byte[] bytes) {
    synchronized (pending) {
      if (closed) {
        return;
      }
      asked = false;
      changedAt = System.nanoTime();
      lines.take(bytes);
    }
    more();
  }

  @Override
  public void ended(LogConnection.End how) {
    synchronized (pending) {
      if (end.isPresent()) {
        return;
      }
      end = Optional.of(how);
    }
    place.leave();
  }

  /** Asks for more, if there is room and that was not done yet. */
  void more() {
    LogConnection ready;
    synchronized (pending) {
      if (asked || closed || pending.isFull() || connection.isEmpty()) {
        return;
      }
      asked = true;
      changedAt = System.nanoTime();
      ready = connection.get();
    }
    ready.more();
  }

  Optional<LogConnection.End> end() {
    synchronized (pending) {
      return end;
    }
  }

  /** Whether all the container has printed, and will ever, was read. */
  boolean isWhole() {
    return begunAfterEnd && isClean();
  }

  boolean isClean() {
    synchronized (pending) {
      return end.filter(LogConnection.End::isClean).isPresent() && !lines.endsForeign();
    }
  }

  /** Whether it should have said something by now. */
  boolean isSilent(boolean containerEnded) {
    Duration most = containerEnded ? SILENCE_AFTER_END : SILENCE;
    synchronized (pending) {
      return asked && System.nanoTime() - changedAt > most.toNanos();
    }
  }

  void close() {
    synchronized (pending) {
      closed = true;
    }
    connection.ifPresent(LogConnection::close);
    ended(new LogConnection.End(0, "closed"));
  }
}
