package dev.sks.engine.mapreduce;

import java.io.Serializable;

/**
 * A reducer's part, in a form that Spark can send.
 *
 * @param file its name until it is published; no other run of the reducer writes it
 */
record PartWritten(int reducer, String file, long records, long bytes) implements Serializable {}
