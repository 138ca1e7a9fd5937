package dev.sks.ui.played;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Answers as the manager's door would: uploads are counted and hashed, downloads are made of the
 * path that was asked for. {@code /played/…} tells what was seen.
 */
class PlayedDoor implements HttpHandler {

  private final Map<String, String> seen = new ConcurrentHashMap<>();
  private final CountDownLatch gate = new CountDownLatch(1);

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      if (path.startsWith("/played/")) {
        played(exchange, path.substring("/played".length()));
      } else {
        switch (exchange.getRequestMethod()) {
          case "PUT" -> put(exchange, path);
          case "DELETE" -> {
            seen.put(path, "deleted");
            exchange.sendResponseHeaders(204, -1);
          }
          default -> get(exchange);
        }
      }
    }
  }

  private void played(HttpExchange exchange, String path) throws IOException {
    if (path.equals("/open-the-gate")) {
      gate.countDown();
    }
    send(exchange, 200, seen.getOrDefault(path, "never"));
  }

  private void put(HttpExchange exchange, String path) throws IOException {
    if (path.endsWith("/full")) {
      send(
          exchange,
          507,
          "{\"type\":\"https://sks.dev/problems/storage-full\",\"code\":\"storage-full\","
              + "\"title\":\"The storage is full\",\"status\":507,\"detail\":\"Delete some.\"}");
      // As the manager does: a connection closed on unread bytes could take the answer with it.
      exchange.getResponseBody().flush();
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      return;
    }
    try {
      seen.put(path, "begun");
      if (path.endsWith("/gated")) {
        gate.await();
      }
      var digest = MessageDigest.getInstance("SHA-256");
      long size = 0;
      var buffer = new byte[64 * 1024];
      for (int n; (n = exchange.getRequestBody().read(buffer)) >= 0; size += n) {
        digest.update(buffer, 0, n);
      }
      String summary = size + " " + HexFormat.of().formatHex(digest.digest());
      seen.put(path, summary);
      send(exchange, 201, summary);
    } catch (IOException e) {
      seen.put(path, "cut");
      throw e;
    } catch (InterruptedException | NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  private void get(HttpExchange exchange) throws IOException {
    var range = exchange.getRequestHeaders().getFirst("Range");
    exchange.getResponseHeaders().add("ETag", "\"tag\"");
    exchange
        .getResponseHeaders()
        .add("X-Authorized", "" + exchange.getRequestHeaders().containsKey("Authorization"));
    exchange
        .getResponseHeaders()
        .add("X-Origin", exchange.getRequestHeaders().getFirst("X-Forwarded-For"));
    send(exchange, range == null ? 200 : 206, exchange.getRequestURI() + " " + range);
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
