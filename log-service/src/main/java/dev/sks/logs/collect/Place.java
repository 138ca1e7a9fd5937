package dev.sks.logs.collect;

/**
 * Up to where a source's files are taken. The runtime begins a new file now and then, in which
 * positions begin anew but stamps go on; stamps of stdout and stderr may be slightly out of order.
 *
 * @param offset of the last line taken, in the newest file
 * @param older the newest stamp of the files before that one
 * @param newest the newest stamp of all
 */
record Place(long offset, long older, long newest) {

  static final Place START = new Place(-1, -1, -1);

  /** Whether a line has not been taken yet. */
  boolean isBefore(PodLine line) {
    return goesOn(line) || begins(line);
  }

  Place past(PodLine line) {
    long latest = Math.max(newest, line.stamp());
    return new Place(line.offset(), goesOn(line) ? older : newest, latest);
  }

  /** In the same file. A line of an older one, come again, may be further in, but not later. */
  private boolean goesOn(PodLine line) {
    return line.offset() > offset && line.stamp() > older;
  }

  /** In a new file. */
  private boolean begins(PodLine line) {
    return line.offset() <= offset && line.stamp() > newest;
  }
}
