package dev.sks.ui.jobs;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.base.json.BusJson;
import dev.sks.contract.Command;
import dev.sks.contract.JobSpec;
import dev.sks.contract.Limits;
import dev.sks.ui.played.GatewayIT;
import dev.sks.ui.played.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SubmitIT extends GatewayIT {

  private static ValidatableResponse post(JobSpec spec, String key) {
    var request = member().contentType(ContentType.JSON).body(BusJson.write(spec));
    return (key == null ? request : request.header("Idempotency-Key", key)).post("/v1/jobs").then();
  }

  @Test
  void answersOnceTheManagerHas() {
    var response = post(spec("count"), null).statusCode(oneOf(201, 202));
    String id = response.extract().path("id");
    assertEquals("/v1/jobs/" + id, URI.create(response.extract().header("Location")).getPath());
    becomes(id, "Queued");
    member()
        .get("/v1/jobs/" + id)
        .then()
        .header("ETag", "\"1\"")
        .body("tenant", equalTo(TENANT))
        .body("submittedBy", equalTo("user-of-" + TENANT))
        .body("spec.name", equalTo("count"));
    as(Tokens.of("other", "owner")).get("/v1/jobs/" + id).then().statusCode(404);
  }

  @Test
  void passesOnARefusalWithItsLine() {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                post(spec("refused"), "refused-once")
                    .statusCode(422)
                    .contentType("application/problem+json")
                    .body("code", equalTo("invalid-program"))
                    .body("errors[0].line", equalTo(3)));
    post(spec("refused"), "refused-once").statusCode(422).body("code", equalTo("invalid-program"));
    member()
        .get("/v1/jobs?state=Rejected&name=refused")
        .then()
        .body("items.status.problem.code", hasItems("invalid-program"));
  }

  @Test
  void producesAgainWhatNobodyAnswered() {
    String id = post(spec("deaf"), null).statusCode(oneOf(201, 202)).extract().path("id");
    becomes(id, "Queued");
    assertEquals(
        1, manager().heardOf(id).stream().map(command -> command.command()).distinct().count());
  }

  @Test
  void sameKeySameBodyIsTheSameJob() {
    String id = post(spec("once"), "key-1").statusCode(oneOf(201, 202)).extract().path("id");
    becomes(id, "Queued");
    int heard = manager().heardOf(id).size();
    post(spec("once"), "key-1").statusCode(200).body("id", equalTo(id));
    assertEquals(heard, manager().heardOf(id).size());
    post(spec("twice"), "key-1").statusCode(422).body("code", equalTo("idempotency-mismatch"));
  }

  @Test
  void keyInFlightIsAConflict() {
    // Again if one of the two comes so late that the other is no longer in flight.
    await().atMost(Duration.ofMinutes(1)).untilAsserted(SubmitIT::oneOfTwoAtOnceIsAConflict);
  }

  private static void oneOfTwoAtOnceIsAConflict() {
    String key = UUID.randomUUID().toString();
    var one = CompletableFuture.supplyAsync(() -> post(spec("deaf"), key).extract());
    var other = post(spec("deaf"), key).extract();
    var answers =
        Stream.of(one.join(), other).sorted(Comparator.comparing(a -> a.statusCode())).toList();
    assertEquals(202, answers.get(0).statusCode());
    assertEquals(409, answers.get(1).statusCode());
    assertEquals("idempotency-in-flight", answers.get(1).path("code"));
  }

  @Test
  void saysWhatIsWrongWithASpec() {
    member()
        .contentType(ContentType.JSON)
        .body("{\"kind\":\"mapreduce\",\"speed\":9}")
        .post("/v1/jobs")
        .then()
        .statusCode(400)
        .body("code", equalTo("unknown-field"))
        .body("errors[0].field", equalTo("speed"));
    member()
        .contentType(ContentType.JSON)
        .body("{\"kind\":\"mapreduce\",\"name\":\"Not A Name\"}")
        .post("/v1/jobs")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-request"))
        .body("errors.field", hasItems("name", "program", "inputs"));
    var stolen = spec("thief").withInputs(List.of(".jobs/g0000000000000000000000000/input"));
    post(stolen, null).statusCode(400).body("errors.field", contains("inputs[0]"));
    for (String body : List.of("null", "[]", "{", "", "7")) {
      member()
          .contentType(ContentType.JSON)
          .body(body)
          .post("/v1/jobs")
          .then()
          .statusCode(400)
          .contentType("application/problem+json");
    }
    member().contentType("text/plain").body("x").post("/v1/jobs").then().statusCode(415);
  }

  @Test
  void refusesBodiesOverTheLimit() throws Exception {
    var body = new byte[Limits.BODY + 1];
    member()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/v1/jobs")
        .then()
        .statusCode(413)
        .body("code", equalTo("body-too-large"));
    var chunked =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/v1/jobs"))
            .header("Authorization", "Bearer " + Tokens.of(TENANT, "member"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build();
    var response = HttpClient.newHttpClient().send(chunked, HttpResponse.BodyHandlers.ofString());
    assertEquals(413, response.statusCode());
  }

  private static int port() {
    return RestAssured.port;
  }

  @Test
  void cancels() {
    String id = submit(spec("long"));
    member().post("/v1/jobs/" + id + "/cancel").then().statusCode(oneOf(200, 202));
    becomes(id, "Cancelled");
    member().post("/v1/jobs/" + id + "/cancel").then().statusCode(200);
    assertEquals(
        1, manager().heardOf(id).stream().filter(Command.CancelJob.class::isInstance).count());
    as(Tokens.of("other", "owner")).post("/v1/jobs/" + id + "/cancel").then().statusCode(404);
  }

  @Test
  void listsInPages() {
    String first = submit(spec("page"));
    String second = submit(spec("page"));
    String next =
        member()
            .get("/v1/jobs?name=page&limit=1")
            .then()
            .body("items.id", contains(second))
            .extract()
            .path("next");
    member()
        .get("/v1/jobs?name=page&limit=1&cursor=" + next)
        .then()
        .body("items.id", contains(first))
        .body("$", not(hasKey("next")));
    for (String bad : List.of("limit=0", "limit=501", "limit=x", "cursor=x", "state=Nope")) {
      member().get("/v1/jobs?" + bad).then().statusCode(400);
    }
  }
}
