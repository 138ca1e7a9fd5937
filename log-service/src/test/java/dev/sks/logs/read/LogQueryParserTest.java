package dev.sks.logs.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.Violation;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogQueryParserTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static LogQuery parse(String... pairs) {
    MultivaluedMap<String, String> map = new MultivaluedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.add(pairs[i], pairs[i + 1]);
    }
    return LogQueryParser.parse(map, NOW);
  }

  private static List<String> faults(String... pairs) {
    var thrown = assertThrows(ProblemException.class, () -> parse(pairs));
    assertEquals(400, thrown.problem().status());
    return thrown.problem().errors().stream().map(Violation::field).toList();
  }

  @Test
  void nothingAsksForEverything() {
    LogQuery query = parse();

    assertNull(query.source());
    assertNull(query.since());
    assertEquals(0, query.tail());
    assertFalse(query.follow());
    assertTrue(query.accepts("any line"));
  }

  @Test
  void sinceIsATimeOrHowLongAgo() {
    assertEquals(Instant.parse("2026-11-21T11:50:00Z"), parse("since", "PT10M").since());
    assertEquals(NOW, parse("since", "2026-11-21T12:00:00Z").since());
  }

  @ParameterizedTest
  @CsvSource({
    "source, ../etc",
    "attempt, 0",
    "attempt, x",
    "since, yesterday",
    "since, PT99999999999999H",
    "tail, 100001",
    "tail, -1",
    "grep, (",
    "grep, (?=x)",
    "follow, yes",
    "tial, 5"
  })
  void aWrongValueIsNamed(String name, String value) {
    assertEquals(List.of(name), faults(name, value));
  }

  @Test
  void allWrongValuesAreNamedAtOnce() {
    assertEquals(List.of("tail", "grep"), faults("grep", "[", "tail", "many"));
    assertEquals(List.of("tail"), faults("tail", "1", "tail", "2"));
  }
}
