package dev.sks.manager.logs.pods;

import dev.sks.manager.logs.LogSource;
import dev.sks.manager.logs.Piece;
import dev.sks.manager.logs.pods.PodContainer.Stage;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The log of one container. A connection may break at any time; the next one reads from the mark
 * on. The source ends once a connection that was opened after the container's end was read whole,
 * for only then nothing more can come.
 */
final class PodSource implements LogSource {

  private static final Logger LOG = Logger.getLogger(PodSource.class);

  private static final int NOT_FOUND = 404;

  private final String name;
  private final PodLog log;
  private final PodLogDoor door;
  private final Places places;
  private final Pending pending;
  private final Retries retries = new Retries();
  private PodContainer container;
  private Optional<Reading> reading = Optional.empty();
  private boolean lastWasClean;
  private boolean read;
  private boolean closed;
  private long recordedLeaps;

  PodSource(
      String name, PodLog log, Mark mark, PodContainer container, PodLogDoor door, Places places) {
    this.name = name;
    this.log = log;
    this.door = door;
    this.places = places;
    this.pending = new Pending(mark);
    this.container = container;
    this.read = mark.done();
    this.recordedLeaps = mark.leaps();
  }

  @Override
  public String name() {
    return name;
  }

  Mark mark() {
    synchronized (pending) {
      return pending.mark();
    }
  }

  boolean isDone() {
    return mark().done();
  }

  /** The container is this far; stages never go back. */
  void saw(PodContainer now) {
    synchronized (pending) {
      if (now.isFurtherThan(container)) {
        container = now;
        retries.now();
      }
    }
  }

  private PodContainer container() {
    synchronized (pending) {
      return container;
    }
  }

  @Override
  public Optional<Piece> next() throws IOException {
    if (closed || isDone()) {
      return Optional.empty();
    }
    if (log.isFull() && !read) {
      leaveOutTheRest();
    }
    Optional<Piece> piece = pieceOf(false);
    if (piece.isEmpty() && !read) {
      goOn();
    }
    if (read) {
      piece = pieceOf(log.mayEnd(this));
    }
    recordLeap();
    return piece;
  }

  private Optional<Piece> pieceOf(boolean last) {
    synchronized (pending) {
      return pending.next(read, last);
    }
  }

  /** What follows a gap must not be sent before it is known that there was one. */
  private void recordLeap() throws IOException {
    long leaps = mark().leaps();
    if (leaps != recordedLeaps) {
      log.record();
      recordedLeaps = leaps;
    }
  }

  private void leaveOutTheRest() {
    reading.ifPresent(Reading::close);
    reading = Optional.empty();
    synchronized (pending) {
      pending.drop();
    }
    read = container().stage().isOver() || log.isEnding();
  }

  private void goOn() {
    Stage stage = container().stage();
    if (log.isOverdue() && !stage.isOver()) {
      reading.ifPresent(Reading::close);
      endWith("its container had not ended when the attempt was removed");
      return;
    }
    reading.filter(r -> r.isSilent(stage.isOver())).ifPresent(Reading::close);
    reading.flatMap(Reading::end).ifPresent(this::ended);
    if (reading.isEmpty() && !read && !log.isFull()) {
      begin(container());
    }
  }

  private void ended(LogConnection.End end) {
    Reading over = reading.orElseThrow();
    reading = Optional.empty();
    read = over.isWhole();
    lastWasClean = over.isClean();
    if (!lastWasClean || !container().stage().isOver()) {
      retries.after(end);
    }
    if (end.status() == NOT_FOUND) {
      saw(container().gone());
    } else if (!read && retries.areHopeless() && container().stage().isOver()) {
      endWith("the rest can't be read: " + end.cause());
    }
  }

  private void begin(PodContainer of) {
    boolean neverRan =
        of.stage() == Stage.NEVER_RAN || of.stage() == Stage.WAITING && log.isEnding();
    if (neverRan) {
      read = true;
    } else if (of.stage() == Stage.GONE) {
      gone();
    } else if (of.stage().hasLog() && retries.areDue()) {
      places.take(of.stage() == Stage.ENDED).ifPresent(place -> open(of, place));
    }
  }

  private void open(PodContainer of, Places.Place place) {
    Reading next;
    Optional<Instant> since;
    synchronized (pending) {
      pending.reread();
      since = pending.mark().since();
      next = new Reading(pending, place, of.stage() == Stage.ENDED);
    }
    reading = Optional.of(next);
    next.begin(door.open(of, since, next));
  }

  private void gone() {
    if (lastWasClean) {
      read = true;
    } else {
      endWith("the pod was removed before all of this log was read");
    }
  }

  private void endWith(String note) {
    LOG.infof("Log ends early attempt=%s source=%s why=%s", log.ref(), name, note);
    synchronized (pending) {
      pending.note(note);
    }
    read = true;
  }

  @Override
  public void shipped(Piece piece) throws IOException {
    synchronized (pending) {
      pending.shipped(piece);
    }
    reading.ifPresent(Reading::more);
    retries.succeeded();
    log.shipped(piece);
  }

  void close() {
    closed = true;
    reading.ifPresent(Reading::close);
    reading = Optional.empty();
  }
}
