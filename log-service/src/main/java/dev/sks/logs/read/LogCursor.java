package dev.sks.logs.read;

/**
 * A place in a log.
 *
 * @param seq of the last chunk that is done with
 * @param skip how many accepted lines after it are left out
 */
record LogCursor(long seq, int skip) {

  static final LogCursor START = new LogCursor(0, 0);
}
