package dev.sks.manager.data;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.contract.AttemptResult.Part;
import dev.sks.contract.JobIds;
import dev.sks.contract.Limits;
import dev.sks.manager.TestIssuer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(DoorProfile.class)
class DataDoorIT {

  @Inject DataStore store;
  @Inject GivenResults results;

  /** Each test has a tenant of its own. */
  private final String tenant = JobIds.next(0);

  @Test
  void storesAndGivesBack() {
    byte[] bytes = new byte[3_000_000];
    new Random(1).nextBytes(bytes);
    String etag =
        member()
            .body(bytes)
            .put("/v1/data/a/b.bin")
            .then()
            .statusCode(201)
            .body("name", equalTo("a/b.bin"))
            .body("size", equalTo(bytes.length))
            .extract()
            .header("ETag");
    assertArrayEquals(bytes, viewer().get("/v1/data/a/b.bin").body().asByteArray());
    viewer()
        .header("Range", "bytes=10-12")
        .get("/v1/data/a/b.bin")
        .then()
        .statusCode(206)
        .header("Content-Range", "bytes 10-12/3000000")
        .header("Content-Length", "3");
    viewer()
        .header("Range", "bytes=3000000-")
        .get("/v1/data/a/b.bin")
        .then()
        .statusCode(416)
        .header("Content-Range", "bytes */3000000")
        .body("code", equalTo("range-not-satisfiable"));
    viewer().header("If-None-Match", etag).get("/v1/data/a/b.bin").then().statusCode(304);
    viewer()
        .head("/v1/data/a/b.bin")
        .then()
        .statusCode(200)
        .header("Content-Length", "3000000")
        .header("ETag", etag);
    member()
        .header("If-None-Match", "*")
        .body(bytes("new"))
        .put("/v1/data/a/b.bin")
        .then()
        .statusCode(412);
    member()
        .header("If-Match", etag)
        .body(bytes("new\nlines\n"))
        .put("/v1/data/a/b.bin")
        .then()
        .statusCode(200)
        .body("splits", equalTo(1));
    assertEquals("new\nlines\n", viewer().get("/v1/data/a/b.bin").asString());
    member().delete("/v1/data/a/b.bin").then().statusCode(204);
    member().delete("/v1/data/a/b.bin").then().statusCode(404);
    viewer().get("/v1/data/a/b.bin").then().statusCode(404).body("code", equalTo("not-found"));
  }

  @Test
  void aVolumeThatFailsIsNoMissingObject() throws IOException {
    Files.createSymbolicLink(store.folder(tenant), store.folder(tenant));
    viewer()
        .get("/v1/data/a")
        .then()
        .statusCode(503)
        .header("Retry-After", "2")
        .body("code", equalTo("unavailable"));
    member().header("If-None-Match", "*").put("/v1/data/a").then().statusCode(503);
    member().delete("/v1/data/a").then().statusCode(503);
  }

  @Test
  void storesNothingAsAnEmptyObject() {
    member().put("/v1/data/empty").then().statusCode(201).body("splits", equalTo(0));
    assertEquals("", viewer().get("/v1/data/empty").then().statusCode(200).extract().asString());
  }

  @Test
  void listsInOrderPageByPage() {
    for (String name : List.of("b", "a/x", "a.txt", "a", "c/d/e")) {
      member().body(bytes(name)).put("/v1/data/" + name).then().statusCode(201);
    }
    String next =
        viewer()
            .queryParam("limit", 3)
            .get("/v1/data")
            .then()
            .statusCode(200)
            .body("items.name", contains("a", "a.txt", "a/x"))
            .extract()
            .path("next");
    viewer()
        .queryParam("cursor", next)
        .get("/v1/data")
        .then()
        .body("items.name", contains("b", "c/d/e"))
        .body("next", nullValue());
    viewer().queryParam("prefix", "a/").get("/v1/data").then().body("items.name", contains("a/x"));
    viewer().queryParam("limit", 0).get("/v1/data").then().statusCode(400);
    viewer().queryParam("cursor", "%").get("/v1/data").then().statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..%2F..%2Fetc%2Fpasswd",
        "%2Fetc%2Fpasswd",
        "a%00b",
        "a/.hidden",
        "a%5Cb",
        ".jobs/x/input"
      })
  void refusesNamesThatLeadElsewhere(String name) {
    var request = member().urlEncodingEnabled(false).body(bytes("x"));
    request
        .put("/v1/data/" + name)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-data-name"));
  }

  @Test
  void refusesAVeryLongName() {
    member().body(bytes("x")).put("/v1/data/" + "n".repeat(5000)).then().statusCode(400);
  }

  @Test
  void keepsTenantsAndRolesApart() {
    member().body(bytes("x")).put("/v1/data/mine").then().statusCode(201);
    String other = TestIssuer.token("other", "member");
    given().auth().oauth2(other).get("/v1/data/mine").then().statusCode(404);
    given().get("/v1/data/mine").then().statusCode(401);
    for (String wrong : TestIssuer.wrongTokens("default", "member")) {
      given().auth().oauth2(wrong).get("/v1/data/mine").then().statusCode(401);
    }
    viewer().body(bytes("x")).put("/v1/data/mine").then().statusCode(403);
    viewer().delete("/v1/data/mine").then().statusCode(403);
  }

  @Test
  void holdsOtherBodiesToTheirLimit() {
    member()
        .contentType("application/json")
        .body(new byte[Limits.BODY + 1])
        .post("/v1/attempts/x/1/claim")
        .then()
        .statusCode(413)
        .body("code", equalTo("body-too-large"));
  }

  @Test
  void keepsTheInputOfAJob() {
    String job = JobIds.next(0);
    member().body(bytes("line\n")).put("/v1/jobs/" + job + "/input").then().statusCode(201);
    viewer().get("/v1/data").then().body("items.size()", equalTo(0));
    member().delete("/v1/jobs/" + job + "/input").then().statusCode(204);
  }

  @Test
  void givesResults() throws IOException {
    String job = JobIds.next(0);
    viewer().get("/v1/jobs/" + job + "/results").then().statusCode(404);
    results.running(tenant, job);
    viewer()
        .get("/v1/jobs/" + job + "/results")
        .then()
        .statusCode(409)
        .body("code", equalTo("not-finished"));
    Part first = part(job, "part-00000.jsonl", "{\"key\":\"a\",\"value\":1}\n");
    Part second = part(job, "part-00001.jsonl", "{\"key\":\"b\",\"value\":2.5}\n");
    results.commit(tenant, job, 2, List.of(first, second));
    assertEquals(
        "{\"key\":\"a\",\"value\":1}\n{\"key\":\"b\",\"value\":2.5}\n",
        viewer()
            .get("/v1/jobs/" + job + "/results")
            .then()
            .statusCode(200)
            .contentType("application/x-ndjson")
            .extract()
            .asString());
    viewer()
        .get("/v1/jobs/" + job + "/results?top=1")
        .then()
        .statusCode(200)
        .body("key", contains("b"))
        .body("value", contains(2.5f));
    viewer()
        .queryParam("parts", "")
        .get("/v1/jobs/" + job + "/results")
        .then()
        .body("name", contains(first.name(), second.name()));
    viewer()
        .get("/v1/jobs/" + job + "/results/" + second.name())
        .then()
        .statusCode(200)
        .header("Content-Length", Long.toString(second.bytes()));
    viewer().get("/v1/jobs/" + job + "/results/part-9").then().statusCode(404);
    viewer().get("/v1/jobs/" + job + "/results?top=0").then().statusCode(400);
  }

  @Test
  void aLinkInPlaceOfAPartIsNotFollowed() throws IOException {
    String job = JobIds.next(0);
    member().body(bytes("secret")).put("/v1/data/other.txt").then().statusCode(201);
    Part part = part(job, "part-00000.jsonl", "");
    Path file = store.results(tenant, job, 2).resolve(part.name());
    Files.delete(file);
    Files.createSymbolicLink(
        file, store.content(tenant, store.find(tenant, "other.txt").orElseThrow()));
    results.commit(tenant, job, 2, List.of(part));
    viewer().get("/v1/jobs/" + job + "/results/" + part.name()).then().statusCode(500);
  }

  private Part part(String job, String name, String text) throws IOException {
    Path folder = Files.createDirectories(store.results(tenant, job, 2));
    Files.writeString(folder.resolve(name), text);
    return new Part(name, 1, text.getBytes(StandardCharsets.UTF_8).length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private RequestSpecification member() {
    return as("member").contentType("application/octet-stream");
  }

  private RequestSpecification viewer() {
    return as("viewer");
  }

  private RequestSpecification as(String role) {
    return given().auth().oauth2(TestIssuer.token(tenant, role));
  }
}
