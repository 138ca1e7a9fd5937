package dev.sks.manager.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.sks.base.json.BusJson;
import dev.sks.contract.Failure;
import dev.sks.contract.FailureClass;
import dev.sks.contract.JobState;
import dev.sks.contract.JobStatus;
import dev.sks.contract.JobStatus.JobResults;
import dev.sks.contract.RunPolicy;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LifecycleTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void readsBackWhatItWrote() throws IOException {
    var failed =
        Lifecycle.queued(NOW)
            .moved(new Phase.Queued().start(NOW), NOW)
            .moved(
                new Phase.Starting(1)
                    .fail(1, Failure.of(FailureClass.LOST, "gone"), RunPolicy.DEFAULT, NOW),
                NOW);
    assertEquals(failed, BusJson.read(BusJson.write(failed), Lifecycle.class));
  }

  @Test
  void statusHasTheFactsOfItsPhase() {
    var results = new JobResults(null, 5, 50, null);
    var running = Lifecycle.queued(NOW).moved(new Phase.Starting(1).claim(1), NOW.plusSeconds(1));
    assertNull(running.toStatus().finishedAt());
    var status =
        running.moved(new Phase.Running(1).commit(1, results), NOW.plusSeconds(2)).toStatus();
    assertEquals(JobState.SUCCEEDED, status.state());
    assertEquals(3, status.generation());
    assertEquals(NOW.plusSeconds(1), status.startedAt());
    assertEquals(NOW.plusSeconds(2), status.finishedAt());
    assertEquals(results, status.results());
  }

  @Test
  void historyKeepsTheLatest() {
    var lifecycle = Lifecycle.queued(NOW);
    for (int i = 0; i < 30; i++) {
      lifecycle = lifecycle.moved(Move.to(new Phase.Starting(i)), NOW);
    }
    assertEquals(JobStatus.HISTORY, lifecycle.history().size());
    assertEquals(31, lifecycle.history().get(JobStatus.HISTORY - 1).generation());
  }

  @Test
  void aHindranceIsToldAndBuysNoTime() {
    var starting = Lifecycle.queued(NOW).moved(new Phase.Queued().start(NOW), NOW);
    var hindered = starting.moved(starting.phase().hinder(1, "no room"), NOW.plusSeconds(9));
    assertEquals("no room", hindered.toStatus().reason());
    assertEquals(NOW, hindered.since());
    assertEquals(starting.generation() + 1, hindered.generation());
  }

  @Test
  void cleaningIsNoChangeOfTheJob() {
    var ended = Lifecycle.queued(NOW).moved(Move.to(new Phase.Cancelled(1)), NOW);
    assertEquals(false, ended.isClean());
    assertEquals(true, ended.cleanedUpTo(1).isClean());
    assertEquals(ended.generation(), ended.cleanedUpTo(1).generation());
  }
}
