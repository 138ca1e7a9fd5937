package dev.sks.engine.worker;

/** Opaque bytes for a reducer: a piece of a stream of pickled groups. */
public record Frame(int reducer, byte[] bytes) {}
