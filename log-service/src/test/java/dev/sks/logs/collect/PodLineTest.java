package dev.sks.logs.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sks.contract.Limits;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PodLineTest {

  private static final long STAMP = Stamp.of(Instant.parse("2026-11-21T12:00:00.123456789Z"));

  @Test
  void wholeLinesEndAndPartsGoOn() {
    assertEquals(
        new PodLine(7, STAMP, "two  words \n"),
        PodLine.of(7, "2026-11-21T12:00:00.123456789Z stdout F two  words "));
    assertEquals(
        new PodLine(7, STAMP, "a"), PodLine.of(7, "2026-11-21T12:00:00.123456789Z stderr P a"));
    assertEquals(
        new PodLine(7, STAMP, "\n"), PodLine.of(7, "2026-11-21T12:00:00.123456789Z stdout F "));
  }

  @Test
  void stampsMayHaveAZone() {
    assertEquals(STAMP, PodLine.of(7, "2026-11-21T14:30:00.123456789+02:30 stdout F x").stamp());
    assertEquals(Instant.parse("2026-11-21T12:00:00.123456789Z"), Stamp.instant(STAMP));
  }

  static Stream<String> faulty() {
    return Stream.of(
        "",
        "no stamp at all",
        "yesterday stdout F x",
        "1969-12-31T23:59:59Z stdout F x",
        "9999-12-31T23:59:59Z stdout F x",
        "2026-11-21T12:00:00Z stdin F x",
        "2026-11-21T12:00:00Z stdout X x",
        "2026-11-21T12:00:00Z stdout F " + "x".repeat(2 * Limits.LOG_CHUNK));
  }

  @ParameterizedTest
  @MethodSource("faulty")
  void whatIsNoLineIsRefused(String raw) {
    assertThrows(IllegalArgumentException.class, () -> PodLine.of(0, raw));
  }

  @Test
  void aLineWithoutPositionIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> PodLine.of(-1, "2026-11-21T12:00:00Z stdout F x"));
  }
}
