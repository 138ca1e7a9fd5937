package dev.sks.logs.collect;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;

/** When a line was written, in nanoseconds since the epoch: PostgreSQL's times are coarser. */
final class Stamp {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Beyond it, nanoseconds do not fit. */
  private static final Instant LAST = Instant.parse("2262-01-01T00:00:00Z");

  private Stamp() {}

  static boolean inRange(Instant time) {
    return time != null && !time.isBefore(Instant.EPOCH) && time.isBefore(LAST);
  }

  static long of(Instant time) {
    return time.getEpochSecond() * SECOND + time.getNano();
  }

  static Instant instant(long stamp) {
    return Instant.ofEpochSecond(stamp / SECOND, stamp % SECOND);
  }

  /**
   * Reads RFC 3339.
   *
   * @throws IllegalArgumentException if it is none, or out of range
   */
  static long parse(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      if (inRange(time)) {
        return of(time);
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a line's stamp is no RFC 3339 time", e);
    }
    throw new IllegalArgumentException("a line's stamp is out of range");
  }
}
