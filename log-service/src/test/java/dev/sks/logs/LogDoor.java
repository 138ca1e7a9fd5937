package dev.sks.logs;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;

/** Reads logs as the gateway does. */
class LogDoor {

  private final HttpClient client = HttpClient.newHttpClient();
  private final String token;
  private final IntSupplier port;

  /** The door of the service in this JVM. */
  LogDoor(String token) {
    this(token, () -> RestAssured.port);
  }

  LogDoor(String token, IntSupplier port) {
    this.token = token;
    this.port = port;
  }

  /** The body of a request that must succeed. */
  String get(String job, String query) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request(job, query, "text/plain"), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  String records(String job, String query) throws IOException, InterruptedException {
    return client
        .send(request(job, query, "application/x-ndjson"), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** The whole of a live log, once it has ended. */
  CompletableFuture<HttpResponse<String>> follow(String job, String query) {
    return client.sendAsync(
        request(job, "follow=true&" + query, "text/plain"), HttpResponse.BodyHandlers.ofString());
  }

  /** A response whose body streams; the headers have come. */
  <T> HttpResponse<T> open(String job, String query, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    return client.send(request(job, query, "text/plain"), handler);
  }

  private HttpRequest request(String job, String query, String accept) {
    return HttpRequest.newBuilder(
            URI.create(
                "http://127.0.0.1:%d/v1/jobs/%s/logs?%s".formatted(port.getAsInt(), job, query)))
        .header("Authorization", "Bearer " + token)
        .header("Accept", accept)
        .build();
  }
}
