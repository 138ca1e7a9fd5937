package dev.sks.manager.logs;

import java.io.IOException;
import java.util.Optional;

/** One stream of an attempt's output. Asked by the shipper's thread alone; must not block. */
public interface LogSource {

  /** As in {@link dev.sks.contract.LogChunk}. */
  String name();

  /** The next piece, the same one until it is {@link #shipped}; empty if there is none yet. */
  Optional<Piece> next() throws IOException;

  /** The piece has arrived. */
  void shipped(Piece piece) throws IOException;
}
