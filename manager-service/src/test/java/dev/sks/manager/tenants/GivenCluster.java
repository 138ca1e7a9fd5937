package dev.sks.manager.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * As much of an API server as the manager asks for tenants' sake, from memory: objects are created,
 * applied whole, listed by label and deleted, at once unless they have finalizers. Watches are
 * silent.
 */
final class GivenCluster implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, JsonNode> objects = new ConcurrentSkipListMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final KubernetesClient client;
  private volatile boolean closedToAll;

  GivenCluster() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    var config =
        new ConfigBuilder()
            .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
            .withRequestRetryBackoffLimit(0)
            .build();
    client = new KubernetesClientBuilder().withConfig(config).build();
  }

  KubernetesClient client() {
    return client;
  }

  /** From now on nobody has any right. */
  void forbid() {
    closedToAll = true;
  }

  /** Removes what is marked for deletion. */
  void finishDeletions() {
    objects.values().removeIf(object -> object.at("/metadata").has("deletionTimestamp"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    if (closedToAll) {
      refuse(exchange, 403);
      return;
    }
    switch (exchange.getRequestMethod()) {
      case "GET" -> read(exchange, path);
      case "POST" -> {
        String made = path + "/" + body.at("/metadata/name").asText();
        send(exchange, objects.putIfAbsent(made, body) == null ? 201 : 409, body);
      }
      case "PATCH", "PUT" -> {
        objects.put(path, body);
        send(exchange, 200, body);
      }
      case "DELETE" -> delete(exchange, path);
      default -> refuse(exchange, 405);
    }
  }

  private void delete(HttpExchange exchange, String path) throws IOException {
    JsonNode found = objects.get(path);
    if (found != null && found.at("/metadata/finalizers").isEmpty()) {
      objects.remove(path);
    } else if (found != null) {
      ((ObjectNode) found.get("metadata")).put("deletionTimestamp", "2026-01-01T00:00:00Z");
    }
    send(exchange, found == null ? 404 : 200, status());
  }

  private void read(HttpExchange exchange, String path) throws IOException {
    Map<String, String> query = query(exchange);
    if (exchange.getRequestHeaders().containsKey("Upgrade")) {
      // The client watches over plain HTTP then.
      refuse(exchange, 503);
    } else if (query.containsKey("watch")) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().flush();
    } else if (isCollection(path)) {
      String name = query.getOrDefault("fieldSelector", "").replace("metadata.name=", "");
      send(exchange, 200, list(path, query.getOrDefault("labelSelector", ""), name));
    } else if (objects.containsKey(path)) {
      send(exchange, 200, objects.get(path));
    } else {
      refuse(exchange, 404);
    }
  }

  /** {@code …/v1/<kind>} and {@code …/v1/namespaces/<namespace>/<kind>}. */
  private static boolean isCollection(String path) {
    return path.substring(path.indexOf("/v1/")).split("/").length % 2 == 1;
  }

  private JsonNode list(String path, String selector, String name) {
    var list = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "List");
    list.putObject("metadata").put("resourceVersion", "1");
    ArrayNode items = list.putArray("items");
    String kind = path.substring(path.lastIndexOf('/'));
    objects.forEach(
        (key, object) -> {
          String collection = key.substring(0, key.lastIndexOf('/'));
          boolean inAny = path.endsWith("/v1" + kind) && collection.endsWith(kind);
          boolean named = name.isEmpty() || key.endsWith("/" + name);
          if ((inAny || collection.equals(path)) && named && isSelected(object, selector)) {
            items.add(object);
          }
        });
    return list;
  }

  private static boolean isSelected(JsonNode object, String selector) {
    JsonNode labels = object.at("/metadata/labels");
    return Arrays.stream(selector.split(","))
        .filter(term -> !term.isEmpty())
        .map(term -> term.split("="))
        .allMatch(
            term ->
                labels.has(term[0])
                    && (term.length == 1 || labels.get(term[0]).asText().equals(term[1])));
  }

  private static Map<String, String> query(HttpExchange exchange) {
    var query = new ConcurrentSkipListMap<String, String>();
    String raw = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    for (String pair : raw.split("&")) {
      int middle = pair.indexOf('=');
      if (middle > 0) {
        query.put(
            pair.substring(0, middle),
            URLDecoder.decode(pair.substring(middle + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private static void refuse(HttpExchange exchange, int code) throws IOException {
    send(exchange, code, status());
  }

  private static JsonNode status() {
    return JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Status");
  }

  private static void send(HttpExchange exchange, int code, JsonNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    client.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
