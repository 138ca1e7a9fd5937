package dev.sks.engine.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sks.contract.AttemptResult;
import dev.sks.contract.AttemptSpec;
import dev.sks.contract.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a manager that does not take the token, until there is another one. */
class ManagerDoorTest {

  private static final AttemptResult RESULT = new AttemptResult(List.of(), Map.of());

  @TempDir Path folder;
  private final List<String> shown = new CopyOnWriteArrayList<>();
  private Path token;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    token = Files.writeString(folder.resolve("token"), "old");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void anExpiredTokenIsReadAnew() throws Exception {
    server.createContext("/", exchange -> answer(exchange, renew() ? 401 : 204));
    door(Duration.ofMinutes(1)).commit(RESULT);
    assertEquals(List.of("Bearer old", "Bearer new"), shown);
  }

  @Test
  void aTokenThatIsNeverTakenIsTheEndAfterAWhile() {
    server.createContext("/", exchange -> answer(exchange, 403));
    assertThrows(RefusedException.class, () -> door(Duration.ofSeconds(1)).commit(RESULT));
    assertEquals(3, shown.size());
  }

  /** As the kubelet does, if it was not done before. */
  private boolean renew() throws IOException {
    boolean expired = shown.isEmpty();
    Files.writeString(token, "new");
    return expired;
  }

  private void answer(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      shown.add(exchange.getRequestHeaders().getFirst("Authorization"));
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private ManagerDoor door(Duration longestDenial) {
    var spec =
        new AttemptSpec(
            "j0",
            "t0",
            1,
            List.of("http://127.0.0.1:" + server.getAddress().getPort()),
            token.toString(),
            new Program.Python("", "", null),
            List.of(),
            1,
            1,
            1,
            folder.toString(),
            folder.toString(),
            "python3",
            null);
    return new ManagerDoor(spec, longestDenial);
  }
}
