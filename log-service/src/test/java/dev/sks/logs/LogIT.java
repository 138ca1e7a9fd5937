package dev.sks.logs;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.JobIds;
import dev.sks.contract.Roles;
import dev.sks.contract.Topics;
import dev.sks.embedded.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = {
      @ResourceArg(name = "postgres", value = "sks_logs"),
      @ResourceArg(name = "kafka", value = "true")
    })
@QuarkusTestResource(Tokens.class)
class LogIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** As configured by default. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  @Inject TopicCreator topics;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  private KafkaProducer<byte[], byte[]> producer;
  private Shipper shipper;
  private String job;
  private final LogDoor door = new LogDoor(Tokens.of("acme", Roles.VIEWER));

  @BeforeEach
  void open() throws InterruptedException {
    // As the manager does: after this service has subscribed.
    topics.ensure(List.of(Topics.JOB_LOGS));
    producer = Shipper.producer(brokers);
    job = JobIds.next(System.currentTimeMillis());
    shipper = new Shipper(producer, "acme", job);
  }

  @AfterEach
  void close() {
    producer.close();
  }

  private void awaitLog(String expected) {
    await().atMost(PATIENCE).untilAsserted(() -> assertEquals(expected, door.get(job, "")));
  }

  @Test
  void linesComeInTheOrderOfTheirArrivalAndOnce() {
    shipper.ship(1, "stdout", "one\ntwo\n").ship(1, "stderr", "oops\n");
    // A restarted producer repeats itself, then overlaps what it had shipped.
    shipper.again(1, "stdout", 0, "one\ntwo\n", false);
    shipper.again(1, "stdout", 4, "two\nthree\n", false);
    shipper.again(1, "stderr", 5, "last", true);
    shipper.again(2, "stdout", 0, "again\n", true);

    awaitLog("one\ntwo\noops\nthree\nlast\nagain\n");
  }

  @Test
  void aReaderChoosesByParameters() throws Exception {
    shipper
        .at("2026-11-21T12:00:00Z")
        .ship(1, "stdout", "a ERROR 1\nb\n")
        .at("2026-11-21T12:05:00Z")
        .ship(1, "stderr", "c ERROR 2\n")
        .ship(1, "stdout", "d\ne ERROR 3\n")
        .ship(2, "stdout", "f\n");
    awaitLog("a ERROR 1\nb\nc ERROR 2\nd\ne ERROR 3\nf\n");

    assertEquals("c ERROR 2\n", door.get(job, "source=stderr"));
    assertEquals("f\n", door.get(job, "attempt=2"));
    assertEquals("c ERROR 2\nd\ne ERROR 3\nf\n", door.get(job, "since=2026-11-21T12:01:00Z"));
    assertEquals("a ERROR 1\nc ERROR 2\ne ERROR 3\n", door.get(job, "grep=ERROR%20%5B0-9%5D%24"));
    assertEquals("d\ne ERROR 3\nf\n", door.get(job, "tail=3"));
    assertEquals("c ERROR 2\ne ERROR 3\n", door.get(job, "tail=2&grep=ERROR"));
    assertEquals("b\nd\ne ERROR 3\n", door.get(job, "tail=3&source=stdout&attempt=1"));
    assertEquals(
        "{\"at\":\"2026-11-21T12:05:00Z\",\"attempt\":1,\"source\":\"stderr\",\"text\":\"c ERROR"
            + " 2\"}\n",
        door.records(job, "source=stderr"));
  }

  @Test
  void anotherTenantSeesNothing() {
    shipper.ship(1, "stdout", "secret\n");
    awaitLog("secret\n");

    given()
        .auth()
        .oauth2(Tokens.of("evil", Roles.OWNER))
        .get("/v1/jobs/{id}/logs", job)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("not-found"));
  }

  @Test
  void onlyOurTokensOpen() {
    for (String token : Tokens.wrong("acme", Roles.VIEWER)) {
      given().auth().oauth2(token).get("/v1/jobs/{id}/logs", job).then().statusCode(401);
    }
  }

  @Test
  void whatIsNotThereOrNotRightIsAnswered() throws Exception {
    assertEquals("", door.get(job, ""));
    given()
        .auth()
        .oauth2(Tokens.of("acme", Roles.VIEWER))
        .get("/v1/jobs/{id}/logs?tail=lots&grep=(", job)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.field", equalTo(List.of("tail", "grep")));
    given()
        .auth()
        .oauth2(Tokens.of("acme", Roles.VIEWER))
        .get("/v1/jobs/no-id/logs")
        .then()
        .statusCode(404);
    given()
        .auth()
        .oauth2(Tokens.of("acme", Roles.VIEWER))
        .accept("image/png")
        .get("/v1/jobs/{id}/logs", job)
        .then()
        .statusCode(406);
    given().get("/v1/jobs/{id}/logs", job).then().statusCode(401);
    given()
        .auth()
        .oauth2(Tokens.of("acme", "nobody"))
        .get("/v1/jobs/{id}/logs", job)
        .then()
        .statusCode(403);
  }

  @Test
  void theLiveLogIsTheFinishedLog() throws Exception {
    var live = door.follow(job, "");
    var errors = door.follow(job, "grep=7");
    for (int i = 0; i < 50; i++) {
      shipper.ship(1, i % 3 == 0 ? "stderr" : "stdout", "line " + i + "\n");
      shipper.again(1, "stdout", 0, "line 1\n", false);
    }
    shipper.end(1, "stderr");
    await().atMost(PATIENCE).until(() -> door.get(job, "").contains("line 49"));
    shipper.end(1, "stdout");

    String finished = live.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).body();
    assertEquals(50, finished.lines().count());
    assertEquals(finished, door.get(job, ""));
    assertEquals(
        door.get(job, "grep=7"), errors.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).body());
    assertEquals(finished, door.get(job, "follow=true"));
  }

  @Test
  void aLiveLogOfAClusterEndsWithItsDriver() throws Exception {
    var live = door.follow(job, "");
    shipper.ship(1, "executor-1", "first executor\n").end(1, "executor-1");
    await().atMost(PATIENCE).until(() -> door.get(job, "").contains("first executor"));
    // Longer than a reader lingers: the driver has said nothing yet, and may start another one.
    await().during(LINGER.multipliedBy(3)).until(() -> !live.isDone());
    shipper.ship(1, "executor-2", "second executor\n").end(1, "executor-2");
    shipper.ship(1, "driver", "the driver\n").end(1, "driver");

    String finished = live.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).body();
    assertEquals("first executor\nsecond executor\nthe driver\n", finished);
    assertEquals("second executor\n", door.get(job, "source=executor-2"));
  }

  @Test
  void aLiveLogEndsWithTheToken() throws Exception {
    shipper.ship(1, "stdout", "begun\n");
    awaitLog("begun\n");
    var brief = new LogDoor(Tokens.of("acme", Roles.VIEWER, Duration.ofSeconds(15)));

    assertEquals("begun\n", brief.get(job, "follow=true"));
  }

  @Test
  void aReaderThatLeavesIsForgotten() throws Exception {
    HttpResponse<InputStream> response =
        door.open(job, "follow=true", HttpResponse.BodyHandlers.ofInputStream());
    assertTrue(openStreams() >= 1);
    response.body().close();

    await().atMost(PATIENCE).until(() -> openStreams() == 0);
  }

  private static double openStreams() {
    String metrics = given().get("/q/metrics").body().asString();
    return metrics
        .lines()
        .filter(line -> line.startsWith("sks_logs_streams"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void whatCannotBeTakenIsPutAside() throws IOException {
    shipper.ship(1, "stdout", "before\n");
    shipper.send("no json".getBytes(StandardCharsets.UTF_8));
    shipper.send("{\"job\":\"x\"}".getBytes(StandardCharsets.UTF_8));
    new Shipper(producer, "evil", job).ship(1, "stdout", "intruder\n");
    shipper.ship(1, "stdout", "after\n");

    awaitLog("before\nafter\n");
    try (var letters = new DeadLetterBox(brokers)) {
      var causes = letters.causesFor(job, 3, PATIENCE);
      assertEquals(3, causes.size(), causes::toString);
      assertTrue(causes.get(0).startsWith("not a LogChunk"), causes::toString);
      assertEquals("job is not a job id", causes.get(1));
      assertEquals("the job belongs to another tenant", causes.get(2));
    }
  }
}
