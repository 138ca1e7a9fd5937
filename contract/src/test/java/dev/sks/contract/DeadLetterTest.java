package dev.sks.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

  private static final int KAFKAS_BOUND = 1024 * 1024;

  @Test
  void aSmallRecordIsKeptWhole() {
    byte[] payload = "poison".getBytes(StandardCharsets.UTF_8);
    var letter = DeadLetter.of("sks.commands", 3, 7, "key", payload, "not JSON\nat line 1");
    assertEquals(
        new DeadLetter(
            "sks.commands", 3, 7, "key", Base64.getEncoder().encodeToString(payload), "not JSON"),
        letter);
  }

  @Test
  void aRecordOfAnySizeFitsIntoOne() {
    var letter =
        DeadLetter.of(
            "sks.commands",
            0,
            1,
            "k".repeat(100_000),
            new byte[4 * 1024 * 1024],
            "c".repeat(9_999));
    assertTrue(
        letter.key().length() + letter.payload().length() + letter.cause().length() < KAFKAS_BOUND);
    assertTrue(letter.cause().endsWith("(the first 524288 of 4194304 bytes are kept)"));
  }

  @Test
  void aRecordWithoutKeyAndValueHasALetterToo() {
    var letter = DeadLetter.of("sks.commands", 0, 1, null, null, "no value");
    assertNull(letter.key());
    assertEquals("", letter.payload());
  }
}
