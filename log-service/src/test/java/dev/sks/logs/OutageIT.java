package dev.sks.logs;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.JobIds;
import dev.sks.contract.Roles;
import dev.sks.contract.Topics;
import dev.sks.embedded.EmbeddedStack;
import dev.sks.embedded.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stores die under the service, which goes on by itself when they are back. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = {
      @ResourceArg(name = "postgres", value = "sks_logs"),
      @ResourceArg(name = "kafka", value = "true")
    })
@QuarkusTestResource(Tokens.class)
class OutageIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @Inject TopicCreator topics;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  EmbeddedStack stack;

  private KafkaProducer<byte[], byte[]> producer;
  private Shipper shipper;
  private final LogDoor door = new LogDoor(Tokens.of("acme", Roles.VIEWER));

  @BeforeEach
  void open() throws InterruptedException {
    topics.ensure(List.of(Topics.JOB_LOGS));
    producer = Shipper.producer(brokers);
    shipper = new Shipper(producer, "acme", JobIds.next(System.currentTimeMillis()));
  }

  @AfterEach
  void close() {
    producer.close();
  }

  @Test
  void nothingIsLostOrDoubledWhenPostgresDies() throws Exception {
    nothingIsLostOrDoubledWithout("postgres");
  }

  @Test
  void nothingIsLostOrDoubledWhenKafkaDies() throws Exception {
    nothingIsLostOrDoubledWithout("kafka");
  }

  private void nothingIsLostOrDoubledWithout(String component) throws Exception {
    var expected = new StringBuilder();
    shipLines(0, 200, expected);
    awaitLog("line 10\n");
    HttpResponse<InputStream> live =
        door.open(shipper.job(), "follow=true", HttpResponse.BodyHandlers.ofInputStream());

    stack.component(component).kill();
    if (component.equals("postgres")) {
      shipLines(200, 400, expected);
      readersAreToldToComeBack();
    }
    given().get("/q/health/live").then().statusCode(200);
    stack.component(component).restart();

    shipLines(400, 500, expected);
    shipper.end(1, "stdout");
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertEquals(expected.toString(), door.get(shipper.job(), "")));
    given().get("/q/health/live").then().statusCode(200);
    assertEquals(expected.toString(), new String(live.body().readAllBytes(), UTF_8));
  }

  private void readersAreToldToComeBack() {
    given()
        .auth()
        .oauth2(Tokens.of("acme", Roles.VIEWER))
        .get("/v1/jobs/{id}/logs", shipper.job())
        .then()
        .statusCode(503)
        .header("Retry-After", notNullValue())
        .contentType("application/problem+json");
  }

  private void shipLines(int from, int to, StringBuilder expected) {
    for (int i = from; i < to; i++) {
      String line = "line " + i + "\n";
      expected.append(line);
      shipper.ship(1, "stdout", line);
    }
  }

  private void awaitLog(String part) {
    await().atMost(PATIENCE).until(() -> door.get(shipper.job(), "").contains(part));
  }
}
