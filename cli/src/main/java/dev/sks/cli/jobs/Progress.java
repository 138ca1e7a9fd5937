package dev.sks.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;

/** How far an attempt is. */
record Progress(
    int mapsDone,
    int mapsTotal,
    int reducesDone,
    int reducesTotal,
    long records,
    long bytes,
    long bytesTotal) {

  private static final double MAP_SHARE = 0.9;

  static Progress of(JsonNode json) {
    return new Progress(
        json.path("mapsDone").asInt(),
        json.path("mapsTotal").asInt(),
        json.path("reducesDone").asInt(),
        json.path("reducesTotal").asInt(),
        json.path("records").asLong(),
        json.path("bytes").asLong(),
        json.path("bytesTotal").asLong());
  }

  /** Of the whole work, from 0 to 1; mapping is most of it. */
  double fraction() {
    double mapped = bytesTotal > 0 ? ratio(bytes, bytesTotal) : ratio(mapsDone, mapsTotal);
    return MAP_SHARE * mapped + (1 - MAP_SHARE) * ratio(reducesDone, reducesTotal);
  }

  String tasks() {
    return "map %d/%d  reduce %d/%d".formatted(mapsDone, mapsTotal, reducesDone, reducesTotal);
  }

  private static double ratio(long part, long whole) {
    return whole <= 0 ? 0 : Math.min(1, (double) part / whole);
  }
}
