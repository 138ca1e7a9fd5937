package dev.sks.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sks.contract.AttemptSpec.Executors;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With an API server that has no pods of the attempt and takes none. */
class ExecutorPodsTest {

  private static final String TEMPLATE =
      """
      {"apiVersion": "v1", "kind": "Pod", "metadata": {"labels": {"sks.dev/role": "executor"}},
       "spec": {"containers": [{"name": "executor"}]}}
      """;
  private static final String NONE =
      "{\"kind\": \"PodList\", \"apiVersion\": \"v1\", \"items\": []}";
  private static final String REFUSAL =
      """
      {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "Forbidden", "code": 403,
       "message": "pods is forbidden: exceeded quota: sks-tenant"}
      """;

  private final List<String> created = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aQuotaThatTakesNoneIsQuoted() {
    var executors =
        new Executors(
            2, 1, 1L << 30, 512L << 20, "1", "2", 600, "sks-acme", "sks-a-1", "spark:1", TEMPLATE);
    var config =
        new ConfigBuilder()
            .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
            .build();
    try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
      assertEquals(
          "the cluster took no pods for them: pods is forbidden: exceeded quota: sks-tenant",
          new ExecutorPods(executors).whyNone(client));
    }
    assertEquals(1, created.size());
    assertTrue(
        created.get(0).startsWith("/api/v1/namespaces/sks-acme/pods?dryRun=All "), created.get(0));
    assertTrue(created.get(0).contains("\"memory\":\"1024Mi\""), created.get(0));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean create = exchange.getRequestMethod().equals("POST");
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (create) {
        created.add(exchange.getRequestURI() + " " + body);
      }
      byte[] answer = (create ? REFUSAL : NONE).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(create ? 403 : 200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
