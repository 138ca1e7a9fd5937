package dev.sks.manager.logs.pods;

import java.time.Instant;

/**
 * Tells, line by line of a log read again since the mark's second, what has arrived before. If the
 * log begins with the line the mark begins with, lines are counted. Otherwise the kubelet has
 * rotated the file, and stamps are compared.
 */
final class Resumption {

  /** Skip the whole line. */
  static final long WHOLE = Long.MAX_VALUE;

  private final Mark mark;
  private boolean begun;
  private boolean counting;
  private boolean over;
  private boolean gap;
  private int seen;

  Resumption(Mark mark) {
    this.mark = mark;
    this.over = mark.window().isEmpty();
  }

  /** How many bytes of the line that begins now to skip. */
  long skip(Instant at) {
    if (over) {
      return 0;
    }
    if (!begun) {
      begun = true;
      counting = at.equals(lines().first());
      gap = !counting && at.isAfter(mark.last());
    }
    return counting ? byCount() : byStamp(at);
  }

  private Mark.Window lines() {
    return mark.window().orElseThrow();
  }

  private long byCount() {
    seen++;
    if (seen < lines().lines()) {
      return WHOLE;
    }
    over = true;
    return seen > lines().lines() ? 0 : rest();
  }

  private long byStamp(Instant at) {
    if (at.isBefore(mark.last())) {
      return WHOLE;
    }
    if (at.isAfter(mark.last())) {
      over = true;
      return 0;
    }
    seen++;
    if (seen < mark.same()) {
      return WHOLE;
    }
    over = true;
    return seen > mark.same() ? 0 : rest();
  }

  private long rest() {
    return mark.into() > 0 ? mark.into() : WHOLE;
  }

  /** Whether lines may be missing between what has arrived and the first line seen. */
  boolean hasGap() {
    return gap;
  }
}
