package dev.sks.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TextTest {

  @Test
  void escapesWhatSteersATerminal() {
    assertEquals(
        "a\\u001b[2J\\u009b\\u202e\tb\nc\\u000d", Text.harmless("a\u001b[2J\u009b\u202e\tb\nc\r"));
    assertEquals("a\\tb\\nc", Text.line("a\tb\nc"));
  }

  @Test
  void sizesAndTimesAreShort() {
    assertEquals("1023 B", Text.bytes(1023));
    assertEquals("4.0 MiB", Text.bytes(4 << 20));
    assertEquals("1.2 M", Text.count(1_234_567));
    assertEquals("59 s", Text.duration(Duration.ofSeconds(59)));
    assertEquals("4 m 05 s", Text.duration(Duration.ofSeconds(245)));
    assertEquals("3 d", Text.duration(Duration.ofDays(3)));
  }

  @Test
  void barsHaveEighths() {
    assertEquals("", Bar.of(0, 10));
    assertEquals("█████", Bar.of(0.5, 10));
    assertEquals("▍", Bar.of(0.0375, 10));
    assertEquals("▕██████████▏", Bar.framed(2, 10));
    assertEquals("▕██▌       ▏", Bar.framed(0.25, 10));
  }
}
