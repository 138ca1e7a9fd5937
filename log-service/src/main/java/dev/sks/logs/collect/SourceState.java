package dev.sks.logs.collect;

/**
 * How far a source is.
 *
 * @param awaited the stamp of its last line; null if not known
 * @param begun the text of a line whose end has not come
 */
record SourceState(Place place, Long awaited, String begun) {

  static final SourceState START = new SourceState(Place.START, null, "");

  boolean lacks() {
    return awaited != null && place.newest() < awaited;
  }

  SourceState at(Place next, String rest) {
    return new SourceState(next, awaited, rest);
  }
}
