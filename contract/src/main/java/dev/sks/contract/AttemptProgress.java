package dev.sks.contract;

/**
 * How far an attempt is: {@code POST /v1/attempts/{job}/{attempt}/progress}.
 *
 * @param records map input records so far
 * @param bytes map input bytes so far, of {@code bytesTotal}
 */
public record AttemptProgress(
    int mapsDone,
    int mapsTotal,
    int reducesDone,
    int reducesTotal,
    long records,
    long bytes,
    long bytesTotal) {}
