package dev.sks.manager.attempts.cluster;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The cluster's keys, read again when a token names one that is not among them, but not often. */
@ApplicationScoped
class KeyCache {

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
   * @throws IOException if that can't be said now, as shortly after the last time
   */
  synchronized ClusterKeys with(String keyId) throws IOException {
    if (keys == null || !keys.has(keyId)) {
      read();
    }
    return keys;
  }

  private void read() throws IOException {
    Instant now = clock.instant();
    if (keys != null && now.isBefore(readAt.plus(PAUSE))) {
      throw new IOException("the cluster's keys were read a moment ago");
    }
    readAt = now;
    keys = source.read();
  }
}
