package dev.sks.manager;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.JobState;
import dev.sks.contract.RunPolicy;
import dev.sks.contract.Topics;
import dev.sks.embedded.EmbeddedStack;
import dev.sks.manager.launch.AttemptRef;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(CoreProfile.class)
class OutageIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Inject TopicCreator topics;
  @Inject ScriptedLauncher launcher;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  /** Injected by the stack's resource. */
  EmbeddedStack stack;

  @Test
  void jobOutlivesEtcdAndKafka() throws InterruptedException {
    topics.ensure(List.of(Topics.COMMANDS));
    try (var gateway = new Gateway(brokers)) {
      String job = gateway.submit(Gateway.spec("a.txt", RunPolicy.DEFAULT));
      var attempt = new AttemptRef(Gateway.TENANT, job, 1);
      await().atMost(PATIENCE).until(() -> launcher.isStarted(attempt));

      stack.component("etcd").kill();
      assertEquals(503, report(attempt, "claim", ""));
      assertEquals(200, given().get("/q/health/live").statusCode());
      stack.component("etcd").restart();
      await().atMost(PATIENCE).until(() -> report(attempt, "claim", "") == 204);

      stack.component("kafka").kill();
      await().atMost(PATIENCE).until(() -> report(attempt, "commit", "{\"parts\":[]}") == 204);
      assertEquals(200, given().get("/q/health/live").statusCode());
      stack.component("kafka").restart();
      gateway.eventsUntil(job, JobState.SUCCEEDED);

      String next = gateway.submit(Gateway.spec("a.txt", RunPolicy.DEFAULT));
      gateway.eventsUntil(next, JobState.STARTING);
    }
  }

  private int report(AttemptRef attempt, String what, String body) {
    return given()
        .header("Authorization", "Bearer " + launcher.token(attempt))
        .contentType("application/json")
        .body(body)
        .post("/v1/attempts/{job}/{attempt}/" + what, attempt.job(), attempt.attempt())
        .statusCode();
  }
}
