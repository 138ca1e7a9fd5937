package dev.sks.base.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.SessionEnded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndedSessionsTest {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private final EndedSessions ended = new EndedSessions(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void anEndedSessionIsRememberedWhileATokenOfItMayLive() {
    ended.add(new SessionEnded("new", NOW.minusSeconds(1)));
    ended.add(new SessionEnded("old", NOW.minus(Duration.ofHours(2))));
    assertTrue(ended.contains("new"));
    assertFalse(ended.contains("old"));
    assertFalse(ended.contains("another"));
    assertFalse(ended.contains(null));
    ended.forget();
    assertEquals(1, ended.count());
  }

  @Test
  void whoWatchesASessionHearsOfItsEnd() {
    var heard = new ArrayList<String>();
    ended.watch("one", () -> heard.add("first")).close();
    ended.watch("one", () -> heard.add("second"));
    ended.watch("two", () -> heard.add("other"));
    ended.watch(null, () -> heard.add("nobody's"));
    ended.add(new SessionEnded("one", NOW));
    assertEquals(List.of("second"), heard);
    ended.watch("one", () -> heard.add("late"));
    assertEquals(List.of("second", "late"), heard);
  }

  @Test
  void aWatcherThatFailsKeepsNothingFromTheOthers() {
    var heard = new ArrayList<String>();
    for (int i = 0; i < 4; i++) {
      ended.watch(
          "one",
          () -> {
            heard.add("told");
            throw new IllegalStateException("of the watcher's own");
          });
    }
    ended.add(new SessionEnded("one", NOW));
    assertEquals(4, heard.size());
    assertTrue(ended.contains("one"));
  }
}
