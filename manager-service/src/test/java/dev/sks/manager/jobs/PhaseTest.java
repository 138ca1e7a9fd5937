package dev.sks.manager.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.contract.Failure;
import dev.sks.contract.FailureClass;
import dev.sks.contract.JobStatus.JobResults;
import dev.sks.contract.RunPolicy;
import dev.sks.manager.jobs.Phase.Cancelled;
import dev.sks.manager.jobs.Phase.Failed;
import dev.sks.manager.jobs.Phase.Queued;
import dev.sks.manager.jobs.Phase.Retrying;
import dev.sks.manager.jobs.Phase.Running;
import dev.sks.manager.jobs.Phase.Starting;
import dev.sks.manager.jobs.Phase.Succeeded;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PhaseTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final RunPolicy POLICY = new RunPolicy(null, null, 3, Duration.ofSeconds(2), null);
  private static final Failure USER = Failure.of(FailureClass.USER_CODE, "boom");
  private static final Failure LOST = Failure.of(FailureClass.LOST, "gone");
  private static final JobResults RESULTS = new JobResults(null, 1, 2, null);

  private static final String NO = "refused";
  private static final String SAME = "repeated";

  private static final Map<String, Phase> PHASES = new LinkedHashMap<>();
  private static final Map<String, Function<Phase, Move>> EVENTS = new LinkedHashMap<>();
  private static final Map<String, List<String>> TABLE = new LinkedHashMap<>();

  static {
    PHASES.put("Queued", new Queued());
    PHASES.put("Starting", new Starting(2));
    PHASES.put("Running", new Running(2));
    PHASES.put("RetryingDue", new Retrying(2, NOW, LOST));
    PHASES.put("RetryingLater", new Retrying(2, NOW.plusMillis(1), LOST));
    PHASES.put("Succeeded", new Succeeded(2, RESULTS));
    PHASES.put("Failed", new Failed(2, USER));
    PHASES.put("Cancelled", new Cancelled(2));

    EVENTS.put("start", p -> p.start(NOW));
    EVENTS.put("claim 2", p -> p.claim(2));
    EVENTS.put("claim 1", p -> p.claim(1));
    EVENTS.put("commit 2", p -> p.commit(2, RESULTS));
    EVENTS.put("commit 1", p -> p.commit(1, RESULTS));
    EVENTS.put("fail 2 by user", p -> p.fail(2, USER, POLICY, NOW));
    EVENTS.put("fail 2 lost", p -> p.fail(2, LOST, POLICY, NOW));
    EVENTS.put("fail 1 lost", p -> p.fail(1, LOST, POLICY, NOW));
    EVENTS.put("cancel", p -> p.cancel("enough"));
    EVENTS.put("hinder 2", p -> p.hinder(2, "no room"));
    EVENTS.put("hinder 1", p -> p.hinder(1, "no room"));
    EVENTS.put("unhinder 2", p -> p.unhinder(2));
    EVENTS.put("unhinder 1", p -> p.unhinder(1));

    String run = "Running";
    String ok = "Succeeded";
    String bad = "Failed";
    String again = "Retrying";
    String off = "Cancelled";
    //                          start       claim 2 claim 1 commit 2 1  user  lost   1   cancel
    // hinder 2 1, unhinder 2 1
    TABLE.put("Queued", List.of("Starting", NO, NO, NO, NO, NO, NO, NO, off, NO, NO, NO, NO));
    TABLE.put(
        "Starting",
        List.of(NO, run, NO, NO, NO, bad, again, NO, off, "Starting", NO, "Starting", NO));
    TABLE.put("Running", List.of(NO, SAME, NO, ok, NO, bad, again, NO, off, NO, NO, NO, NO));
    TABLE.put(
        "RetryingDue", List.of("Starting", NO, NO, NO, NO, SAME, SAME, NO, off, NO, NO, NO, NO));
    TABLE.put("RetryingLater", List.of(NO, NO, NO, NO, NO, SAME, SAME, NO, off, NO, NO, NO, NO));
    TABLE.put("Succeeded", List.of(NO, NO, NO, SAME, NO, NO, NO, NO, SAME, NO, NO, NO, NO));
    TABLE.put("Failed", List.of(NO, NO, NO, NO, NO, SAME, SAME, NO, SAME, NO, NO, NO, NO));
    TABLE.put("Cancelled", List.of(NO, NO, NO, NO, NO, NO, NO, NO, SAME, NO, NO, NO, NO));
  }

  @TestFactory
  Stream<DynamicTest> everyStateTakesEveryEventAsTheTableSays() {
    var events = List.copyOf(EVENTS.keySet());
    return PHASES.keySet().stream()
        .flatMap(
            phase ->
                events.stream()
                    .map(
                        event ->
                            DynamicTest.dynamicTest(
                                phase + " × " + event,
                                () ->
                                    assertEquals(
                                        TABLE.get(phase).get(events.indexOf(event)),
                                        outcome(EVENTS.get(event).apply(PHASES.get(phase)))))));
  }

  private static String outcome(Move move) {
    return move.isChange() ? move.to().word().word() : move.kind().name().toLowerCase();
  }

  @Test
  void anAttemptFollowsTheOneThatFailed() {
    assertEquals(new Starting(3), new Retrying(2, NOW, LOST).start(NOW).to());
  }

  @Test
  void retriesEndWithThePolicy() {
    assertEquals(new Failed(3, LOST), new Running(3).fail(3, LOST, POLICY, NOW).to());
  }

  @Test
  void retryDelayDoublesUpToFiveMinutes() {
    assertEquals(
        new Retrying(2, NOW.plusSeconds(4), LOST), new Running(2).fail(2, LOST, POLICY, NOW).to());
    var patient = new RunPolicy(null, null, 10, Duration.ofMinutes(5), null);
    assertEquals(
        new Retrying(9, NOW.plusSeconds(300), LOST),
        new Running(9).fail(9, LOST, patient, NOW).to());
  }
}
