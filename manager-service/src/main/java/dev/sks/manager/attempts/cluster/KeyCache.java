package dev.sks.manager.attempts.cluster;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** The cluster's keys, read again when a token names one that is not among them, but not often. */
@ApplicationScoped
class KeyCache {

  private static final Logger LOG = Logger.getLogger(KeyCache.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final KeySource source;
  private final Clock clock;
  private ClusterKeys keys;
  private Instant readAt = Instant.EPOCH;

  KeyCache(KeySource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * The keys, with the named one if there is such a key.
   *
   * @throws IOException if none could ever be read
   */
  synchronized ClusterKeys with(String keyId) throws IOException {
    boolean rested = !clock.instant().isBefore(readAt.plus(PAUSE));
    if (keys == null || !keys.has(keyId) && rested) {
      read();
    }
    return keys;
  }

  private void read() throws IOException {
    readAt = clock.instant();
    try {
      keys = source.read();
    } catch (IOException e) {
      if (keys == null) {
        throw e;
      }
      LOG.warnf("The cluster's earlier keys stay in use cause=%s", e.getMessage());
    }
  }
}
