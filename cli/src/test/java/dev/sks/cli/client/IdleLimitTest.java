package dev.sks.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class IdleLimitTest {

  @Test
  @Timeout(60)
  void endsAnAnswerThatFellSilent() throws IOException, InterruptedException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(address, 1);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
        });
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    var answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
    try (var body = new IdleLimit(answer.body(), Duration.ofSeconds(3))) {
      assertEquals('x', body.read());
      assertEquals("over", rest(body));
    } finally {
      server.stop(0);
    }
  }

  private static String rest(IdleLimit body) {
    try {
      return body.read() < 0 ? "over" : "more";
    } catch (IOException e) {
      return "over";
    }
  }
}
