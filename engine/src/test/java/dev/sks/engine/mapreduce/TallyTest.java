package dev.sks.engine.mapreduce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.engine.mapreduce.TaskTally.Key;
import dev.sks.engine.mapreduce.TaskTally.Stage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final Key FIRST = new Key(Stage.MAP, 0);
  private static final Key SECOND = new Key(Stage.MAP, 1);

  private final Tally tally = new Tally();

  @Test
  void countsATaskThatRanTwiceOnce() {
    tally.merge(of(TaskTally.done(FIRST, 10, 100, Map.of("words", 7L))));
    tally.merge(of(TaskTally.done(SECOND, 1, 10, Map.of("words", 2L))));
    tally.merge(of(TaskTally.done(FIRST, 10, 100, Map.of("words", 7L))));
    assertEquals(Map.of("words", 9L), tally.counters());
    assertEquals(2, tally.done(Stage.MAP));
    assertEquals(0, tally.done(Stage.REDUCE));
    assertEquals(11, tally.records());
    assertEquals(110, tally.bytes());
  }

  @Test
  void keepsWhatIsDoneWhenTheStageRunsAgain() {
    tally.merge(of(TaskTally.done(FIRST, 10, 100, Map.of("words", 7L))));
    tally.addAll(of(TaskTally.running(FIRST, 3, 30)).value().values());
    assertEquals(10, tally.records());
    assertEquals(Map.of("words", 7L), tally.counters());
  }

  @Test
  void followsTheNewestRunOfATaskThatIsNotDone() {
    tally.add(TaskTally.running(FIRST, 8, 80));
    tally.add(TaskTally.running(FIRST, 3, 30));
    assertEquals(3, tally.records());
    assertEquals(0, tally.done(Stage.MAP));
  }

  private static Tally of(TaskTally task) {
    var tally = new Tally();
    tally.add(task);
    return tally;
  }
}
