package dev.sks.ui.jobs;

import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.Command;
import dev.sks.contract.DataNames;
import dev.sks.contract.Limits;
import dev.sks.ui.played.GatewayIT;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FormIT extends GatewayIT {

  private static final int SIZE = 4 * 1024 * 1024;

  private static RequestSpecification form(String name) {
    return member()
        .multiPart("mapper", "mapper.py", "def mapper(words): return []".getBytes())
        .multiPart("reducer", "reducer.py", "def reducer(e): return e".getBytes())
        .multiPart("spec", "{\"name\":\"" + name + "\",\"workers\":3}", "application/json");
  }

  private static RequestSpecification withInput(String name) {
    // First, so that it is on its way before anything is known of the job.
    return member()
        .multiPart("input", "kjv.txt", new byte[SIZE])
        .multiPart("mapper", "mapper.py", "def mapper(words): return []".getBytes())
        .multiPart("reducer", "reducer.py", "def reducer(e): return e".getBytes())
        .multiPart("spec", "{\"name\":\"" + name + "\"}", "application/json");
  }

  private static String inputSeen(String job) {
    return seen("/v1/jobs/" + job + "/input");
  }

  @Test
  void inputGoesToTheManagerUnderTheJobsId() {
    String id =
        withInput("formed")
            .post("/v1/jobs")
            .then()
            .statusCode(oneOf(201, 202))
            .extract()
            .path("id");
    becomes(id, "Queued");
    var submit = (Command.SubmitJob) manager().heardOf(id).get(0);
    assertEquals(List.of(DataNames.jobInput(id)), submit.spec().inputs());
    assertTrue(inputSeen(id).startsWith(SIZE + " "));
  }

  @Test
  void inputOfARefusedJobIsTakenBack() {
    // Of a refusal that comes too late the form is not told.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> withInput("refused").post("/v1/jobs").statusCode() == 422);
    String id = member().get("/v1/jobs?name=refused&limit=1").then().extract().path("items[0].id");
    await().atMost(Duration.ofSeconds(60)).until(() -> inputSeen(id).equals("deleted"));
  }

  @Test
  void sameFormSameKeyIsTheSameJob() {
    String id =
        withInput("form-once")
            .header("Idempotency-Key", "form-1")
            .post("/v1/jobs")
            .then()
            .statusCode(oneOf(201, 202))
            .extract()
            .path("id");
    becomes(id, "Queued");
    withInput("form-once")
        .header("Idempotency-Key", "form-1")
        .post("/v1/jobs")
        .then()
        .statusCode(200)
        .body("id", equalTo(id));
    withInput("form-twice")
        .header("Idempotency-Key", "form-1")
        .post("/v1/jobs")
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency-mismatch"));
    assertTrue(inputSeen(id).startsWith(SIZE + " "));
  }

  @Test
  void saysWhatIsWrongWithAForm() {
    form("no-input")
        .post("/v1/jobs")
        .then()
        .statusCode(400)
        .body("errors.field", contains("inputs"));
    form("odd")
        .multiPart("colour", "blue")
        .post("/v1/jobs")
        .then()
        .statusCode(400)
        .body("code", equalTo("unknown-field"))
        .body("errors.field", contains("colour"));
    member()
        .multiPart("mapper", "mapper.py", new byte[Limits.SOURCE + 1])
        .post("/v1/jobs")
        .then()
        .statusCode(413);
    member()
        .multiPart("spec", "{\"speed\":1}", "application/json")
        .post("/v1/jobs")
        .then()
        .statusCode(400)
        .body("errors.field", contains("speed"));
    member()
        .config(
            RestAssured.config()
                .encoderConfig(
                    encoderConfig().encodeContentTypeAs("multipart/form-data", ContentType.TEXT)))
        .contentType("multipart/form-data; boundary=x")
        .body("--x\r\nnonsense")
        .post("/v1/jobs")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }
}
