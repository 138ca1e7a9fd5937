package dev.sks.manager.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopResultsTest {

  @Test
  void putsTheGreatestFirstAndBreaksTiesByKey() throws IOException {
    assertEquals(
        List.of("\"the\"", "\"a\"", "\"b\"", "\"c\""),
        keys(4, entry("\"c\"", 5), entry("\"the\"", 9), entry("\"b\"", 5), entry("\"a\"", 5)));
    assertEquals(
        List.of("\"the\"", "\"a\""),
        keys(2, entry("\"c\"", 5), entry("\"the\"", 9), entry("\"b\"", 5), entry("\"a\"", 5)));
  }

  @Test
  void comparesIntegersBeyondDoublesAndMixesThemWithFloats() throws IOException {
    assertEquals(
        List.of("3", "2", "1", "4"),
        keys(
            4,
            "{\"key\":1,\"value\":9007199254740992}",
            "{\"key\":2,\"value\":9007199254740993}",
            "{\"key\":3,\"value\":1e300}",
            "{\"key\":4,\"value\":-0.5}"));
  }

  @Test
  void putsWhatIsNoNumberLast() throws IOException {
    assertEquals(
        List.of("\"n\"", "\"l\"", "\"s\"", "\"x\""),
        keys(
            9,
            "{\"key\":\"s\",\"value\":\"text\"}",
            "{\"key\":\"x\",\"value\":NaN}",
            "{\"key\":\"n\",\"value\":-1}",
            "{\"key\":\"l\",\"value\":[1]}"));
  }

  @Test
  void ordersKeysByCodePoint() throws IOException {
    assertEquals(
        List.of("\"\uFFFD\"", "\"\uD83D\uDE00\""),
        keys(2, entry("\"\uD83D\uDE00\"", 1), entry("\"\uFFFD\"", 1)));
  }

  private static String entry(String key, int value) {
    return "{\"key\":" + key + ",\"value\":" + value + "}";
  }

  private static List<String> keys(int count, String... lines) throws IOException {
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    return TopResults.of(new ByteArrayInputStream(bytes), count).stream()
        .map(entry -> entry.key().toString())
        .toList();
  }
}
