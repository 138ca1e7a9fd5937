package dev.sks.manager.logs.pods;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/** Takes the runtime's stamps off the lines of a log, in whatever pieces it comes. */
final class StampedLines {

  /** What comes of it. */
  interface Sink {

    /** A line begins; the result is how many bytes of its content to leave out. */
    long begin(Instant at);

    void content(byte[] bytes, int start, int count);
  }

  private enum State {
    STAMP,
    CONTENT,
    FOREIGN
  }

  private static final int LONGEST_STAMP = 40;

  private final Sink sink;
  private final byte[] stamp = new byte[LONGEST_STAMP];
  private int stamped;
  private State state = State.STAMP;
  private long leftOut;
  private boolean foreign;

  StampedLines(Sink sink) {
    this.sink = sink;
  }

  void take(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      at = state == State.STAMP ? stamp(bytes, at) : line(bytes, at);
    }
  }

  /**
   * Whether the newest line has no stamp: it is not the container's, but a word of the kubelet's.
   */
  boolean endsForeign() {
    return foreign;
  }

  private int stamp(byte[] bytes, int at) {
    byte b = bytes[at];
    if (b == ' ') {
      begin();
    } else if (b == '\n') {
      foreign = true;
      stamped = 0;
    } else if (stamped == LONGEST_STAMP) {
      state = State.FOREIGN;
    } else {
      stamp[stamped++] = b;
    }
    return at + 1;
  }

  private void begin() {
    try {
      Instant instant = Instant.parse(new String(stamp, 0, stamped, StandardCharsets.US_ASCII));
      leftOut = sink.begin(instant);
      foreign = false;
      state = State.CONTENT;
    } catch (DateTimeException e) {
      foreign = true;
      state = State.FOREIGN;
    }
    stamped = 0;
  }

  private int line(byte[] bytes, int start) {
    int end = start;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    boolean whole = end < bytes.length;
    int stop = whole ? end + 1 : end;
    if (state == State.CONTENT) {
      int skipped = (int) Math.min(leftOut, stop - start);
      leftOut -= skipped;
      if (stop - start > skipped) {
        sink.content(bytes, start + skipped, stop - start - skipped);
      }
    }
    if (whole) {
      state = State.STAMP;
      stamped = 0;
    }
    return stop;
  }
}
