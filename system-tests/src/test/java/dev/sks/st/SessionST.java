package dev.sks.st;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far a session reaches: not beyond its end, and as far without auth-service as with it. */
class SessionST {

  /** From the end of a session to its tokens' everywhere. */
  private static final Duration SOON = Duration.ofMinutes(2);

  private static StandaloneStack stack;

  private final Tenant tenant = Tenant.create(stack, "sessions");
  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path folder;

  @BeforeAll
  static void settle() {
    stack = StandaloneStack.shared();
  }

  @AfterEach
  void leaveTheStackServing() {
    stack.resume("auth-service");
    Tenant.create(stack, "after").awaitServing();
  }

  /** The lines of an answer that stays open, complete at its end. */
  private CompletableFuture<HttpResponse<Stream<String>>> open(String path) {
    var request =
        HttpRequest.newBuilder(URI.create(stack.url() + path))
            .header("Authorization", "Bearer " + tenant.token())
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofLines());
  }

  private CompletableFuture<List<String>> follow(String path) throws Exception {
    var begun = open(path).get(30, TimeUnit.SECONDS);
    assertEquals(200, begun.statusCode());
    return CompletableFuture.supplyAsync(() -> begun.body().toList());
  }

  private int status(String url, String path) {
    return RestAssured.given().baseUri(url).auth().oauth2(tenant.token()).get(path).statusCode();
  }

  private String gatedJob(Path gate) {
    tenant.put("words.txt", "a b\nb c\n".getBytes(StandardCharsets.UTF_8));
    String id =
        tenant.submit(
            Tenant.python(
                "print('begun', flush=True)\n" + Programs.gatedMapper(gate),
                Programs.REDUCER,
                "words.txt"));
    tenant.awaitState(id, "Running");
    return id;
  }

  private void endsEverywhere(Runnable ending) throws Exception {
    Path gate = folder.resolve("gate");
    String id = gatedJob(gate);
    var events = follow("/v1/jobs/" + id + "/events");
    var log = follow("/v1/jobs/" + id + "/logs?follow=true");
    var doors =
        Map.of(
            "ui-service",
            "/v1/jobs/" + id,
            "auth-service",
            "/v1/me",
            "manager-service",
            "/v1/data",
            "log-service",
            "/v1/jobs/" + id + "/logs");
    doors.forEach((service, path) -> assertEquals(200, status(stack.url(service), path), service));

    ending.run();

    doors.forEach(
        (service, path) ->
            await(service + " refuses the token")
                .atMost(SOON)
                .until(() -> status(stack.url(service), path) == 401));
    List<String> told = events.get(SOON.toSeconds(), TimeUnit.SECONDS);
    assertTrue(told.stream().noneMatch("event:end"::equals), told::toString);
    log.get(SOON.toSeconds(), TimeUnit.SECONDS);
    // Only now: the job was there all the time, its streams ended for another reason.
    Files.createFile(gate);
  }

  @Test
  void aSignedOutSessionsTokensEndEverywhere() throws Exception {
    tenant.token();
    endsEverywhere(tenant::signOut);
  }

  @Test
  void aDisabledUsersTokensEndEverywhere() throws Exception {
    endsEverywhere(() -> disable(true));
    disable(false);
  }

  @Test
  void withoutAuthServiceAHolderOfATokenGoesOn() throws IOException {
    Path gate = folder.resolve("gate");
    String before = gatedJob(gate);
    stack.pause("auth-service");

    String id = tenant.submit(Tenant.python(Programs.MAPPER, Programs.REDUCER, "words.txt"));
    Files.createFile(gate);
    for (String job : List.of(before, id)) {
      assertEquals("Succeeded", tenant.awaitEnd(job).getString("status.state"));
      assertEquals(Map.of("a", 1, "b", 2, "c", 1), tenant.results(job));
      tenant.logs(job);
    }
    tenant.request().get("/v1/jobs").then().statusCode(200);

    for (String verifier : List.of("ui-service", "manager-service", "log-service")) {
      stack.killAndAwaitRestart(verifier);
    }
    await("the verifiers know the issuer's keys still")
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(
            () ->
                status(stack.url("ui-service"), "/v1/jobs") == 200
                    && status(stack.url("manager-service"), "/v1/data") == 200
                    && status(stack.url("log-service"), "/v1/jobs/" + id + "/logs") == 200);
    String again =
        tenant.submitEventually(Tenant.python(Programs.MAPPER, Programs.REDUCER, "words.txt"));
    assertEquals("Succeeded", tenant.awaitEnd(again).getString("status.state"));
    assertEquals(Map.of("a", 1, "b", 2, "c", 1), tenant.results(again));
  }

  private void disable(boolean disabled) {
    Tenant.admin(stack)
        .request()
        .contentType(ContentType.JSON)
        .body(Map.of("disabled", disabled))
        .patch("/v1/users/" + tenant.name())
        .then()
        .statusCode(200);
  }
}
