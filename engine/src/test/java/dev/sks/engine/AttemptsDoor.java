package dev.sks.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A manager's doors for attempts: remembers what was said, answers what it is told to. */
final class AttemptsDoor implements AutoCloseable {

  record Report(String door, String authorization, String body) {}

  private final HttpServer server;
  private final List<Report> reports = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();
  private final AtomicInteger away = new AtomicInteger();

  AttemptsDoor() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void answer(String door, int status) {
    answers.put(door, status);
  }

  /** The next reports, but progress, get 503. */
  void isAwayFor(int reports) {
    away.set(reports);
  }

  List<String> bodies(String door) {
    return reports.stream().filter(r -> r.door().equals(door)).map(Report::body).toList();
  }

  List<Report> reports() {
    return reports;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String door = path.substring(path.lastIndexOf('/') + 1);
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      int status = answers.getOrDefault(door, 204);
      if (!door.equals("progress") && away.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        status = 503;
      } else {
        reports.add(new Report(door, exchange.getRequestHeaders().getFirst("Authorization"), body));
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
