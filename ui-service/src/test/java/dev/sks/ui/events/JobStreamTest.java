package dev.sks.ui.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobStreamTest {

  private static final Logger LOG = Logger.getLogger(JobStream.class.getName());

  private final Queue<LogRecord> logged = new ConcurrentLinkedQueue<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          logged.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOG.addHandler(handler);
  }

  @AfterEach
  void leave() {
    LOG.removeHandler(handler);
  }

  @Test
  void anOutageOfTheDatabaseIsToldOnceAndOutlived() {
    var stream =
        new JobStream(
            () -> Uni.createFrom().failure(new IllegalStateException("no database")),
            new JobEvents(new ObjectMapper()),
            0,
            Instant.now().plusSeconds(60));
    for (int look = 0; look < 3; look++) {
      stream.run();
      var told = stream.next().await().atMost(Duration.ofSeconds(10));
      assertEquals(look == 0 ? 1 : 0, told.size());
    }
    assertFalse(stream.isOver());
    assertEquals(1, logged.size(), List.copyOf(logged)::toString);
  }
}
