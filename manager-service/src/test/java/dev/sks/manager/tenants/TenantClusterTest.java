package dev.sks.manager.tenants;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TenantClusterTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final Logger logger = Logger.getLogger(TenantCluster.class.getName());
  private final Lines lines = new Lines();

  @BeforeEach
  void listen() {
    logger.addHandler(lines);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(lines);
  }

  @Test
  void saysWhatItMayNotWatch() throws IOException {
    try (var given = new GivenCluster()) {
      given.forbid();
      try (var cluster =
          new TenantCluster(given.client(), "sks", Optional.empty(), tenant -> {}, () -> {})) {
        for (String kind : List.of("Namespace", "EndpointSlice")) {
          await().atMost(SOON).until(() -> lines.name(kind));
        }
        assertFalse(cluster.isSeen());
      }
    }
  }

  private static final class Lines extends Handler {

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    boolean name(String kind) {
      return records.stream().anyMatch(each -> text(each).contains(kind));
    }

    private static String text(LogRecord each) {
      return each.getMessage()
          + String.join(
              " ",
              Stream.ofNullable(each.getParameters())
                  .flatMap(Stream::of)
                  .map(String::valueOf)
                  .toList());
    }

    @Override
    public void publish(LogRecord said) {
      records.add(said);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
