package dev.sks.ui.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.AttemptProgress;
import dev.sks.contract.JobProgress;
import dev.sks.contract.JobState;
import dev.sks.contract.SessionEnded;
import dev.sks.contract.Topics;
import dev.sks.ui.played.GatewayIT;
import dev.sks.ui.played.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.enterprise.inject.spi.CDI;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Timeout(180)
class EventsIT extends GatewayIT {

  private static Iterator<String> stream(String job, String token, String lastEventId)
      throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + "/v1/jobs/" + job + "/events"))
            .header("Authorization", "Bearer " + token);
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    var response =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofLines());
    assertEquals(200, response.statusCode());
    return response.body().iterator();
  }

  /** Lines up to the one that begins so. */
  private static List<String> until(Iterator<String> lines, String beginning) {
    var read = new ArrayList<String>();
    while (lines.hasNext()) {
      read.add(lines.next());
      if (read.get(read.size() - 1).startsWith(beginning)) {
        return read;
      }
    }
    throw new AssertionError("ended before " + beginning + ": " + read);
  }

  @Test
  void tellsEveryChangeUntilTheEnd() throws Exception {
    String id = submit(spec("watched"));
    var lines = stream(id, Tokens.of(TENANT, "viewer"), null);
    until(lines, "id:1");
    manager().publish(TENANT, id, 2, JobState.RUNNING);
    until(lines, "id:2");
    manager()
        .send(
            Topics.JOB_PROGRESS,
            id,
            new JobProgress(
                id, TENANT, 1, Instant.now(), new AttemptProgress(3, 4, 0, 2, 10, 20, 30)));
    until(lines, "event:progress");
    assertTrue(until(lines, "data:").get(0).contains("\"mapsDone\":3"));
    manager().publish(TENANT, id, 3, JobState.SUCCEEDED);
    until(lines, "id:3");
    until(lines, "event:end");
    lines.forEachRemaining(rest -> assertTrue(rest.isBlank() || rest.equals("data:{}"), rest));
  }

  @Test
  void goesOnAfterTheLastKnownEvent() throws Exception {
    String id = submit(spec("resumed"));
    until(stream(id, Tokens.of(TENANT, "viewer"), null), "id:1");
    var lines = stream(id, Tokens.of(TENANT, "viewer"), "1");
    manager().publish(TENANT, id, 2, JobState.CANCELLED);
    var told = until(lines, "event:end");
    assertTrue(told.stream().noneMatch(line -> line.equals("id:1")), told.toString());
    assertTrue(told.contains("id:2"), told.toString());
  }

  @Test
  void endsWithTheToken() throws Exception {
    String id = submit(spec("short"));
    var lines = stream(id, Tokens.of(TENANT, "viewer", Duration.ofSeconds(15)), null);
    var told = new ArrayList<String>();
    lines.forEachRemaining(told::add);
    assertTrue(told.contains("event:job"), told.toString());
    assertTrue(!told.contains("event:end"), told.toString());
  }

  @Test
  void endsWithTheSession() throws Exception {
    CDI.current().select(TopicCreator.class).get().ensure(List.of(Topics.REVOCATIONS));
    String id = submit(spec("revoked"));
    String session = UUID.randomUUID().toString();
    String token = Tokens.ofSession(TENANT, "viewer", session);
    var lines = stream(id, token, null);
    var others = stream(id, Tokens.ofSession(TENANT, "viewer", "another"), null);
    until(lines, "id:1");
    until(others, "id:1");
    for (String poison : List.of("no json", "{}", "{\"session\":\"" + session + "\"}")) {
      manager().sendRaw(Topics.REVOCATIONS, session, poison.getBytes());
    }
    manager().send(Topics.REVOCATIONS, session, new SessionEnded(session, Instant.now()));
    var told = new ArrayList<String>();
    lines.forEachRemaining(told::add);
    assertTrue(!told.contains("event:end"), told.toString());
    as(token).get("/v1/jobs/" + id + "/events").then().statusCode(401);
    manager().publish(TENANT, id, 2, JobState.SUCCEEDED);
    until(others, "event:end");
  }

  @Test
  void othersSeeNothing() {
    String id = submit(spec("private"));
    as(Tokens.of("other", "admin")).get("/v1/jobs/" + id + "/events").then().statusCode(404);
  }
}
