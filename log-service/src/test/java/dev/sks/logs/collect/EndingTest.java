package dev.sks.logs.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndingTest {

  private static final Duration SOON = Duration.ofMillis(10);

  private static SourceState source(long newest, Long awaited) {
    return new SourceState(new Place(0, -1, newest), awaited, "");
  }

  @Test
  void itIsOverWhenAllLastLinesAreThere() {
    var sources = Map.of("driver", source(9, 9L), "executor-1", source(8, 7L));

    assertTrue(new Ending(SOON, sources).over());
    assertFalse(new Ending(null, sources).over());
  }

  @Test
  void sourcesWithoutALastLineGetAWhile() {
    var sources = Map.of("driver", source(9, 9L), "executor-1", source(8, null));

    assertFalse(new Ending(SOON, sources).over());
    assertTrue(new Ending(Ending.SETTLE, sources).over());
    assertFalse(new Ending(SOON, Map.of()).over());
    assertTrue(new Ending(Ending.SETTLE, Map.of()).over());
  }

  @Test
  void whatDoesNotComeIsGivenUp() {
    var sources = Map.of("driver", source(9, 9L), "executor-1", source(8, 9L));

    assertFalse(new Ending(Ending.SETTLE, sources).over());
    assertTrue(new Ending(Ending.PATIENCE, sources).over());
    assertEquals(Set.of("executor-1"), new Ending(Ending.PATIENCE, sources).lacking());
  }
}
