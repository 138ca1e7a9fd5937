package dev.sks.manager.logs.pods;

import java.time.Instant;
import java.util.Optional;

/** Where one learns when containers printed their last lines. */
interface LastLines {

  /**
   * The runtime's stamp of the last line; empty if there is none, or no log any more. Blocks.
   *
   * @throws UnreadableLogException if the node can't be asked now
   */
  Optional<Instant> lastLine(PodContainer container) throws UnreadableLogException;
}
