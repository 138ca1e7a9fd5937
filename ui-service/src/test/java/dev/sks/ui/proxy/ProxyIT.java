package dev.sks.ui.proxy;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.JobState;
import dev.sks.ui.played.GatewayIT;
import dev.sks.ui.played.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProxyIT extends GatewayIT {

  private static final long MIB = 1024 * 1024;

  /** Writes the request line as it is: clients tidy paths up. */
  private static String raw(String line) throws IOException {
    try (var socket = new Socket("localhost", RestAssured.port)) {
      String request =
          line
              + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
              + Tokens.of(TENANT, "member")
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static HttpResponse<String> upload(String path, InputStream body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
            .header("Authorization", "Bearer " + Tokens.of(TENANT, "member"))
            .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void passesNamesOnInOneWriting() throws IOException {
    assertTrue(raw("GET /v1/data/a%2Fb%20c").contains("/v1/data/a/b%20c null"));
    assertTrue(raw("GET /v1/data?prefix=a%20b&limit=3").contains("/v1/data?prefix=a%20b&limit=3"));
    for (String name :
        List.of(
            "../me",
            "%2e%2e%2fme",
            "a/../b",
            "/etc/passwd",
            "%2Fetc",
            "a%00b",
            ".jobs/x/input",
            "..",
            "%252e/%2e%2e",
            "x".repeat(5000),
            "%ff")) {
      String response = raw("GET /v1/data/" + name);
      assertTrue(response.startsWith("HTTP/1.1 400"), name);
      assertTrue(response.contains("invalid-data-name"), name);
    }
    assertTrue(raw("GET /v1/jobs/../me").startsWith("HTTP/1.1 400"));
  }

  @Test
  void passesRangesAndTagsOn() {
    member()
        .header("Range", "bytes=1-2")
        .get("/v1/data/x")
        .then()
        .statusCode(206)
        .header("ETag", "\"tag\"")
        .header("X-Authorized", "true")
        .body(containsString("bytes=1-2"));
    member().head("/v1/data/x").then().statusCode(200).header("ETag", "\"tag\"");
    member().delete("/v1/data/gone").then().statusCode(204);
    member().post("/v1/data/x").then().statusCode(405);
  }

  @Test
  void holdsNoMoreOfAnUploadThanTheManagerTakes() throws Exception {
    long size = 300 * MIB;
    var sent = new AtomicLong();
    var body =
        new InputStream() {
          @Override
          public int read() {
            throw new UnsupportedOperationException("reads are of blocks");
          }

          @Override
          public int read(byte[] block, int from, int length) {
            if (sent.get() == size) {
              return -1;
            }
            int n = (int) Math.min(length, size - sent.get());
            sent.addAndGet(n);
            return n;
          }
        };
    var stored = new CompletableFuture<HttpResponse<String>>();
    var client =
        new Thread(
            () -> {
              try {
                stored.complete(upload("/v1/data/gated", body));
              } catch (Exception e) {
                stored.completeExceptionally(e);
              }
            });
    client.start();
    await().atMost(Duration.ofSeconds(60)).until(() -> sent.get() > MIB);
    // The manager reads nothing yet: what was sent stands still, in sockets and a few buffers.
    await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(60))
        .until(() -> sent.get() < 48 * MIB);
    seen("/open-the-gate");
    assertTrue(stored.get().body().startsWith(size + " "));
    assertEquals(201, stored.get().statusCode());
  }

  @Test
  void passesARefusalOfAnUploadOn() throws Exception {
    var response = upload("/v1/data/full", new ByteArrayInputStream(new byte[(int) (8 * MIB)]));
    assertEquals(507, response.statusCode());
    assertTrue(response.body().contains("storage-full"));
  }

  @Test
  void aCutUploadDoesNotLookWhole() throws IOException {
    try (var socket = new Socket("localhost", RestAssured.port)) {
      String head =
          "PUT /v1/data/cut HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
              + "Authorization: Bearer "
              + Tokens.of(TENANT, "member")
              + "\r\n\r\n5\r\nhello\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      await().atMost(Duration.ofSeconds(60)).until(() -> seen("/v1/data/cut").equals("begun"));
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> seen("/v1/data/cut").equals("cut"));
  }

  @Test
  void noQueryIsLogged() throws IOException {
    var lines = new ConcurrentLinkedQueue<String>();
    var log = Logger.getLogger(Pump.class.getName());
    var handler =
        new StreamHandler() {
          @Override
          public synchronized void publish(LogRecord line) {
            lines.add(new SimpleFormatter().formatMessage(line));
          }
        };
    log.addHandler(handler);
    log.setLevel(Level.FINE);
    try (var socket = new Socket("localhost", RestAssured.port)) {
      String head =
          "PUT /v1/me/hush?code=secret HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "5\r\nhello\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      await().atMost(Duration.ofSeconds(10)).until(() -> seen("/v1/me/hush").equals("begun"));
      socket.close();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> lines.stream().anyMatch(line -> line.contains("/v1/me/hush")));
      assertTrue(lines.stream().noneMatch(line -> line.contains("secret")), lines::toString);
    } finally {
      log.removeHandler(handler);
      log.setLevel(null);
    }
  }

  @Test
  void saysWhichPartIsDown() {
    String id = submit(spec("logless"));
    member()
        .get("/v1/jobs/" + id + "/logs")
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", "2")
        .body("detail", containsString("log-service"));
    as(Tokens.of("other", "admin")).get("/v1/jobs/" + id + "/logs").then().statusCode(404);
  }

  @Test
  void resultsAreThereOnceTheJobSucceeded() {
    String id = submit(spec("counted"));
    member()
        .get("/v1/jobs/" + id + "/results")
        .then()
        .statusCode(409)
        .body("code", equalTo("not-finished"));
    manager().publish(TENANT, id, 9, JobState.SUCCEEDED);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                member()
                    .get("/v1/jobs/" + id + "/results?top=3")
                    .then()
                    .statusCode(200)
                    .body(containsString("/v1/jobs/" + id + "/results?top=3")));
    member().get("/v1/jobs/" + id + "/results/part-00000.jsonl").then().statusCode(200);
    as(Tokens.of("other", "admin")).get("/v1/jobs/" + id + "/results").then().statusCode(404);
  }

  @Test
  void passesIdentityOnUntouched() {
    given().get("/v1/me").then().statusCode(200).header("X-Authorized", "false");
    as("nonsense").get("/v1/users/x?y=1").then().statusCode(200).header("X-Authorized", "true");
    given()
        .header("X-Forwarded-For", "6.6.6.6")
        .get("/v1/me")
        .then()
        .header("X-Origin", equalTo("127.0.0.1"));
    given().get("/oauth2/jwks").then().statusCode(200).body("keys[0].kid", equalTo("test"));
  }
}
