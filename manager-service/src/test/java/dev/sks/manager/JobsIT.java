package dev.sks.manager;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.CommandAnswer.Outcome;
import dev.sks.contract.DeadLetter;
import dev.sks.contract.FailureClass;
import dev.sks.contract.JobIds;
import dev.sks.contract.JobState;
import dev.sks.contract.RunPolicy;
import dev.sks.contract.Topics;
import dev.sks.manager.jobs.JobKey;
import dev.sks.manager.jobs.JobStore;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.Observation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(CoreProfile.class)
class JobsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String RESULT =
      """
      {"parts":[{"name":"part-00000.jsonl","records":3,"bytes":99}],"counters":{"mapInputRecords":7}}
      """;

  @Inject TopicCreator topics;
  @Inject ScriptedLauncher launcher;
  @Inject JobStore store;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  private Gateway gateway;

  @BeforeEach
  void connect() throws InterruptedException {
    topics.ensure(List.of(Topics.COMMANDS));
    await().atMost(PATIENCE).until(() -> given().get("/q/health/ready").statusCode() == 200);
    gateway = new Gateway(brokers);
  }

  @AfterEach
  void disconnect() {
    gateway.close();
  }

  @Test
  void jobRunsToItsCommit() {
    String job = gateway.submit(Gateway.spec("a.txt", RunPolicy.DEFAULT));
    AttemptRef attempt = started(job, 1);

    report(attempt, "claim", "").statusCode(204);
    report(attempt, "claim", "").statusCode(204);
    report(attempt, "progress", "{\"mapsDone\":1,\"mapsTotal\":2}").statusCode(204);
    report(attempt, "commit", RESULT).statusCode(204);
    report(attempt, "commit", RESULT).statusCode(204);
    report(attempt, "claim", "").statusCode(409).body("code", equalTo("attempt-superseded"));
    launcher.end(attempt, new Observation.Ended(0, null));

    var events = gateway.eventsUntil(job, JobState.SUCCEEDED);
    assertEquals(
        List.of(1L, 2L, 3L, 4L),
        events.stream().map(e -> e.status().generation()).distinct().toList());
    var last = events.get(events.size() - 1).status();
    assertEquals(3, last.results().records());
    assertEquals(
        List.of(JobState.QUEUED, JobState.STARTING, JobState.RUNNING, JobState.SUCCEEDED),
        last.history().stream().map(c -> c.state()).toList());
    await().atMost(PATIENCE).until(() -> launcher.isForgotten(attempt));
    await().atMost(PATIENCE).until(() -> gateway.progress(job).size() >= 1);
  }

  @Test
  void sameJobTwiceIsOneJob() {
    var spec = Gateway.spec("a.txt", RunPolicy.DEFAULT);
    String job = JobIds.next(System.currentTimeMillis());
    assertEquals(Outcome.APPLIED, gateway.answer(gateway.submit(job, spec)).outcome());
    assertEquals(Outcome.UNCHANGED, gateway.answer(gateway.submit(job, spec)).outcome());
  }

  @Test
  void refusedJobLeavesNothing() {
    String job = JobIds.next(System.currentTimeMillis());
    var spec = Gateway.spec(OpenAdmission.MISSING, RunPolicy.DEFAULT);
    var answer = gateway.answer(gateway.submit(job, spec));
    assertEquals(Outcome.REFUSED, answer.outcome());
    assertEquals("input-missing", answer.problem().code());
    assertTrue(store.find(new JobKey(Gateway.TENANT, job)).isEmpty());

    var invalid = Gateway.spec("../a", RunPolicy.DEFAULT);
    assertEquals("invalid-request", gateway.answer(gateway.submit(job, invalid)).problem().code());
  }

  @Test
  void whatCannotBeDecidedYetIsTriedAgain() {
    String job = JobIds.next(System.currentTimeMillis());
    var answer =
        gateway.answer(gateway.submit(job, Gateway.spec(OpenAdmission.LATE, RunPolicy.DEFAULT)));
    assertEquals(Outcome.APPLIED, answer.outcome());
  }

  @Test
  void cancelEndsTheAttempt() {
    String job = gateway.submit(Gateway.spec("a.txt", RunPolicy.DEFAULT));
    AttemptRef attempt = started(job, 1);
    report(attempt, "claim", "").statusCode(204);

    assertEquals(Outcome.APPLIED, gateway.answer(gateway.cancel(job)).outcome());
    gateway.eventsUntil(job, JobState.CANCELLED);
    await().atMost(PATIENCE).until(() -> launcher.isStopped(attempt));
    report(attempt, "commit", RESULT).statusCode(409);
    assertEquals(Outcome.UNCHANGED, gateway.answer(gateway.cancel(job)).outcome());

    String unknown = JobIds.next(System.currentTimeMillis());
    assertEquals("not-found", gateway.answer(gateway.cancel(unknown)).problem().code());
  }

  @Test
  void lostAttemptIsTriedAgain() {
    String job = gateway.submit(Gateway.spec("a.txt", Gateway.policy(null, 2)));
    AttemptRef first = started(job, 1);
    report(first, "claim", "").statusCode(204);
    launcher.end(first, new Observation.Ended(137, null));

    AttemptRef second = started(job, 2);
    report(first, "commit", RESULT).statusCode(409);
    report(second, "claim", "").statusCode(204);
    launcher.end(second, new Observation.Ended(137, null));

    var events = gateway.eventsUntil(job, JobState.FAILED);
    var last = events.get(events.size() - 1).status();
    assertEquals(FailureClass.LOST, last.failure().failure());
    assertEquals(2, last.attempt());
  }

  @Test
  void usersErrorIsNotTriedAgain() {
    String job = gateway.submit(Gateway.spec("a.txt", RunPolicy.DEFAULT));
    AttemptRef attempt = started(job, 1);
    report(attempt, "claim", "").statusCode(204);
    String failure = "{\"failure\":\"UserCode\",\"message\":\"ZeroDivisionError\",\"line\":3}";
    report(attempt, "failure", failure).statusCode(204);
    report(attempt, "failure", failure).statusCode(204);

    var events = gateway.eventsUntil(job, JobState.FAILED);
    assertEquals(3, events.get(events.size() - 1).status().failure().line());
  }

  @Test
  void runTimeoutEndsTheAttempt() {
    String job = gateway.submit(Gateway.spec("a.txt", Gateway.policy(Duration.ofSeconds(1), 1)));
    AttemptRef attempt = started(job, 1);
    report(attempt, "claim", "").statusCode(204);

    var events = gateway.eventsUntil(job, JobState.FAILED);
    assertEquals(FailureClass.DEADLINE, events.get(events.size() - 1).status().failure().failure());
    await().atMost(PATIENCE).until(() -> launcher.isStopped(attempt));
  }

  @Test
  void poisonIsSetAsideAndTheNextProceeds() {
    gateway.sendBytes("poison", "{\"type\":\"Sub".getBytes(StandardCharsets.UTF_8));
    gateway.sendBytes("poison", null);
    String job = gateway.submit(Gateway.spec("a.txt", RunPolicy.DEFAULT));
    gateway.eventsUntil(job, JobState.QUEUED);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                gateway.deadLetters().stream()
                        .filter(d -> "poison".equals(d.key()))
                        .map(DeadLetter::offset)
                        .distinct()
                        .count()
                    == 2);
  }

  @Test
  void onlyTheAttemptsOwnSecretOpensItsDoor() {
    String job = gateway.submit(Gateway.spec("a.txt", RunPolicy.DEFAULT));
    AttemptRef attempt = started(job, 1);
    given()
        .post("/v1/attempts/{job}/1/claim", job)
        .then()
        .statusCode(401)
        .body("code", equalTo("unauthenticated"));
    given()
        .header("Authorization", "Bearer " + launcher.token(attempt))
        .post("/v1/attempts/{job}/2/claim", job)
        .then()
        .statusCode(401);
    report(attempt, "commit", "{\"parts\":[{\"name\":\"../x\"}]}").statusCode(400);
    report(attempt, "commit", "{").statusCode(400);
  }

  private AttemptRef started(String job, int attempt) {
    var ref = new AttemptRef(Gateway.TENANT, job, attempt);
    await().atMost(PATIENCE).until(() -> launcher.isStarted(ref));
    return ref;
  }

  private ValidatableResponse report(AttemptRef attempt, String what, String body) {
    return given()
        .header("Authorization", "Bearer " + launcher.token(attempt))
        .contentType(ContentType.JSON)
        .body(body)
        .post("/v1/attempts/{job}/{attempt}/" + what, attempt.job(), attempt.attempt())
        .then();
  }
}
