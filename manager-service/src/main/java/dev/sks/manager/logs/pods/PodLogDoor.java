package dev.sks.manager.logs.pods;

import java.time.Instant;
import java.util.Optional;

/** Where containers' logs are read. */
interface PodLogDoor {

  /**
   * Follows a log to the end of the container. More is asked for once, already.
   *
   * @param since a whole second; empty for all
   */
  LogConnection open(
      PodContainer container, Optional<Instant> since, LogConnection.Listener listener);
}
