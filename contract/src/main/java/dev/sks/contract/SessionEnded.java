package dev.sks.contract;

import java.time.Instant;

/**
 * A session or API key that ended before its tokens, or a single token that did: they are to be
 * refused from now on.
 *
 * @param session the claim {@code sid} of the tokens, or {@code jti} of the one
 * @param at when it ended
 */
public record SessionEnded(String session, Instant at) {

  public SessionEnded {
    if (session == null || session.isBlank() || at == null) {
      throw new IllegalArgumentException("a session that ended has an id and a time");
    }
  }
}
