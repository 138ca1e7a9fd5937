package dev.sks.engine.worker;

import java.io.IOException;

/** What a worker pulls: bytes, and an empty array at the end. */
@FunctionalInterface
public interface FrameSource extends AutoCloseable {

  FrameSource NONE = () -> new byte[0];

  byte[] next() throws IOException;

  @Override
  default void close() throws IOException {}
}
