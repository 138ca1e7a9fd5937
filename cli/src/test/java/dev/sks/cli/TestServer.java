package dev.sks.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An HTTP server on a free port of loopback whose answers a test gives. */
final class TestServer implements AutoCloseable {

  /** What came in. The path is as on the wire, with its query. */
  record Request(String method, String path, Map<String, List<String>> headers, String body) {

    String header(String name) {
      return headers.getOrDefault(name, List.of("")).get(0);
    }
  }

  /** Answers a request on an exchange. */
  interface Answer {
    void to(Request request, HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final Map<String, Answer> uploads = new ConcurrentHashMap<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  TestServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              var thread = new Thread(task);
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The requests to a method and path without its query. */
  List<Request> requests(String methodAndPath) {
    return requests.stream().filter(r -> key(r).equals(methodAndPath)).toList();
  }

  TestServer on(String methodAndPath, Answer answer) {
    answers.put(methodAndPath, answer);
    return this;
  }

  TestServer on(String methodAndPath, int status, String json) {
    return on(methodAndPath, (request, exchange) -> send(exchange, status, json));
  }

  /** The answer reads the body itself. */
  TestServer onUpload(String methodAndPath, Answer answer) {
    uploads.put(methodAndPath, answer);
    return this;
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    String type = status < 400 ? "application/json" : "application/problem+json";
    exchange.getResponseHeaders().set("Content-Type", type);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Sends the beginning of an answer of unknown length. */
  static void stream(HttpExchange exchange, String type, String text) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      Answer upload = uploads.get(key(exchange.getRequestMethod(), path));
      byte[] body = upload == null ? exchange.getRequestBody().readAllBytes() : new byte[0];
      var request =
          new Request(
              exchange.getRequestMethod(),
              path,
              exchange.getRequestHeaders(),
              new String(body, StandardCharsets.UTF_8));
      requests.add(request);
      Answer answer = upload == null ? answers.get(key(request)) : upload;
      if (answer == null) {
        send(exchange, 404, "{\"title\":\"Not found\",\"code\":\"not-found\"}");
      } else {
        answer.to(request, exchange);
      }
    }
  }

  private static String key(Request request) {
    return key(request.method(), request.path());
  }

  private static String key(String method, String path) {
    return method + " " + path.replaceAll("\\?.*", "");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
