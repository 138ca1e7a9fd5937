package dev.sks.st;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attempt's own token opens its own door and no other; that door opens to nothing else. */
class AttemptTokenST {

  private final StandaloneStack stack = StandaloneStack.shared();
  private final Tenant tenant = Tenant.create(stack, "attempts");

  @TempDir Path folder;

  private String job;
  private String token;

  @BeforeEach
  void run() throws IOException {
    tenant.put("words.txt", "a b\n".getBytes(StandardCharsets.UTF_8));
    job = gated();
    token = tokenOf(job);
  }

  @AfterEach
  void end() throws IOException {
    Files.createFile(folder.resolve("gate"));
    assertEquals("Succeeded", tenant.awaitEnd(job).getString("status.state"));
  }

  private String gated() {
    String mapper = Programs.gatedMapper(folder.resolve("gate"));
    String id = tenant.submit(Tenant.python(mapper, Programs.REDUCER, "words.txt"));
    tenant.awaitState(id, "Running");
    return id;
  }

  /** As the attempt reads it. */
  private String tokenOf(String id) throws IOException {
    Path attempt = stack.folder("work").resolve(tenant.name()).resolve(id).resolve("1");
    Path file = attempt.resolve("token");
    await("token of the attempt").atMost(Duration.ofMinutes(2)).until(() -> Files.exists(file));
    return Files.readString(file).strip();
  }

  private int report(String id, String bearer) {
    return given()
        .baseUri(stack.url("manager-service"))
        .auth()
        .oauth2(bearer)
        .contentType(ContentType.JSON)
        .body(Map.of())
        .post("/v1/attempts/" + id + "/1/progress")
        .statusCode();
  }

  @Test
  void itIsNobodysElse() throws IOException {
    var doors =
        Map.of(
            "ui-service", List.of("/v1/jobs", "/v1/jobs/" + job, "/v1/data", "/v1/me"),
            "auth-service", List.of("/v1/me", "/v1/users", "/oauth2/userinfo"),
            "manager-service", List.of("/v1/data", "/v1/jobs/" + job + "/results"),
            "log-service", List.of("/v1/jobs/" + job + "/logs"));
    doors.forEach(
        (service, paths) ->
            paths.forEach(
                path ->
                    assertEquals(
                        401,
                        given()
                            .baseUri(stack.url(service))
                            .auth()
                            .oauth2(token)
                            .get(path)
                            .statusCode(),
                        () -> service + " " + path)));
    String other = gated();
    assertEquals(401, report(other, token), "another job's door");
    assertEquals(401, report(job, tokenOf(other)), "another attempt's token");
    assertEquals(401, report(job, tenant.token()), "the owner's token");
    assertEquals(401, report(job, Tenant.admin(stack).token()), "an administrator's token");
    assertEquals(204, report(job, token), "the attempt's own");
  }
}
