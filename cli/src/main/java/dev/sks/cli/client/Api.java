package dev.sks.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** The public REST door of one server. */
public final class Api {

  private static final Duration ANSWER = Duration.ofMinutes(1);
  private static final long SMALL = 1024 * 1024;
  private static final int MOST_OF_A_PROBLEM = 256 * 1024;

  private static final Tokens NO_TOKENS =
      new Tokens() {
        @Override
        public String current() {
          throw new IllegalStateException("this call needs a login");
        }

        @Override
        public String insteadOf(String refused) {
          return current();
        }
      };

  private final URI server;
  private final Tokens tokens;
  private final Wire wire;
  private HttpClient client;

  public Api(URI server, Tokens tokens, Wire wire) {
    this.server = server;
    this.tokens = tokens;
    this.wire = wire;
  }

  /** For anonymous calls only. */
  public static Api anonymous(URI server, Wire wire) {
    return new Api(server, NO_TOKENS, wire);
  }

  public URI server() {
    return server;
  }

  /** Sends and reads the answer as JSON; a missing node if it has no body. */
  public JsonNode json(Call call) {
    try (Body body = open(call.with("Accept", "application/json"))) {
      return Json.read(body);
    }
  }

  /** Sends and lets the answer's body, if any, go by. */
  public void run(Call call) {
    open(call).close();
  }

  /**
   * Sends and leaves the body of a good answer to the caller, who closes it.
   *
   * @throws ApiProblem if the answer is an error
   * @throws Unreachable if none came
   */
  public Body open(Call call) {
    Instant start = Instant.now();
    for (int attempt = 1; ; attempt++) {
      boolean last = !call.patience().lasts(Duration.between(start, Instant.now()));
      try {
        HttpResponse<InputStream> response = authorised(call);
        if (response.statusCode() < 400) {
          return new Body(server, response);
        }
        ApiProblem problem = problem(response);
        if (last || !mayPass(problem)) {
          throw problem;
        }
      } catch (IOException e) {
        wire.lost(e);
        if (last) {
          throw new Unreachable(server, e);
        }
      }
      Patience.pause(attempt);
    }
  }

  private static boolean mayPass(ApiProblem problem) {
    return problem.status() >= 502 && problem.status() <= 504
        || problem.status() == 429
        || problem.code().equals("idempotency-in-flight");
  }

  private HttpResponse<InputStream> authorised(Call call) throws IOException {
    if (!call.signedIn()) {
      return send(call);
    }
    String token = tokens.current();
    HttpResponse<InputStream> response = send(call.with("Authorization", "Bearer " + token));
    if (response.statusCode() != 401) {
      return response;
    }
    response.body().close();
    return send(call.with("Authorization", "Bearer " + tokens.insteadOf(token)));
  }

  private HttpResponse<InputStream> send(Call call) throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(server + call.path())).method(call.method(), call.body());
    // The time-out counts from the first byte sent, and an upload takes as long as it takes.
    long length = call.body().contentLength();
    if (length >= 0 && length <= SMALL) {
      request.timeout(ANSWER);
    }
    call.headers().forEach(request::header);
    HttpRequest built = request.build();
    wire.sent(built);
    try {
      var response = client().send(built, HttpResponse.BodyHandlers.ofInputStream());
      wire.received(response);
      return response;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private HttpClient client() {
    if (client == null) {
      client = Transport.to(server);
    }
    return client;
  }

  private static ApiProblem problem(HttpResponse<InputStream> response) throws IOException {
    try (InputStream body = response.body()) {
      var text = new String(body.readNBytes(MOST_OF_A_PROBLEM), StandardCharsets.UTF_8);
      return ApiProblem.of(response.statusCode(), text);
    }
  }
}
