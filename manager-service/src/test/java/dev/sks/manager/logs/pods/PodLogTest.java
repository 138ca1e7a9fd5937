package dev.sks.manager.logs.pods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.JobIds;
import dev.sks.manager.data.DataStore;
import dev.sks.manager.data.DataStores;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.logs.Piece;
import dev.sks.manager.logs.pods.PodContainer.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an attempt's log by what its pods and connections do. */
class PodLogTest {

  private static final LogConnection.End WHOLE = new LogConnection.End(200, "");
  private static final LogConnection.End BROKEN = new LogConnection.End(200, "reset");
  private static final LogConnection.End NOT_THERE = new LogConnection.End(404, "status 404");
  private static final String REMOVED =
      "[sks] the pod was removed before all of this log was read\n";
  private static final String LINE = "2026-11-21T10:00:00.000000001Z one\n";
  private static final String NEXT = "2026-11-21T10:00:00.000000002Z two\n";

  /** Connections made, the newest last. */
  private final List<Connection> connections = new ArrayList<>();

  private final StringBuilder arrived = new StringBuilder();
  private final List<String> ended = new ArrayList<>();
  private PodLog log;
  private Path marks;

  private record Connection(
      PodContainer container, Optional<Instant> since, LogConnection.Listener listener)
      implements LogConnection {

    void say(String text) {
      listener.heard(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void more() {
      // The test says more when it likes.
    }

    @Override
    public void close() {
      listener.ended(new End(0, "closed"));
    }
  }

  @BeforeEach
  void create(@TempDir Path folder) throws IOException {
    DataStore data = DataStores.in(folder);
    var store = new MarkStore(data);
    var ref = new AttemptRef("team", JobIds.next(0), 1);
    log = new PodLog(ref, store, this::connect, new Places(10));
    marks = data.logMarks(ref.tenant(), ref.job(), ref.attempt());
  }

  private LogConnection connect(
      PodContainer container, Optional<Instant> since, LogConnection.Listener listener) {
    var connection = new Connection(container, since, listener);
    connections.add(connection);
    return connection;
  }

  @Test
  void isReadOnceMoreAfterTheContainersEnd() throws IOException {
    saw("driver", Stage.WAITING);
    ship();
    assertEquals(0, connections.size());
    saw("driver", Stage.RUNNING);
    ship();
    newest().say(LINE);
    ship();
    newest().listener().ended(WHOLE);
    saw("driver", Stage.ENDED);
    ship();
    assertEquals(Optional.of(Instant.parse("2026-11-21T10:00:00Z")), newest().since());
    newest().say(LINE + NEXT);
    newest().listener().ended(WHOLE);
    ship();
    assertEquals("one\ntwo\n", arrived.toString());
    assertTrue(log.isComplete());
    assertEquals(2, connections.size());
  }

  @Test
  void theDriverEndsAfterItsExecutors() throws IOException {
    saw("driver", Stage.ENDED);
    saw("executor-1", Stage.RUNNING);
    ship();
    connections.forEach(connection -> connection.listener().ended(WHOLE));
    ship();
    assertEquals(List.of(), ended);
    saw("executor-1", Stage.ENDED);
    ship();
    newest().listener().ended(WHOLE);
    ship();
    assertEquals(List.of("executor-1", "driver"), ended);
  }

  @Test
  void saysThatAPodWasRemovedBeforeAllWasRead() throws IOException {
    saw("driver", Stage.RUNNING);
    ship();
    newest().say(LINE + "2026-11-21T10:00:00.000000002Z tw");
    newest().listener().ended(BROKEN);
    saw("driver", Stage.GONE);
    ship();
    assertEquals("one\ntw\n" + REMOVED, arrived.toString());
    assertTrue(log.isComplete());
  }

  @Test
  void aPodThatIsNotThereAnyMoreIsNotAskedForAgain() throws IOException {
    saw("driver", Stage.ENDED);
    ship();
    newest().listener().ended(NOT_THERE);
    ship();
    assertEquals(REMOVED, arrived.toString());
    assertEquals(1, connections.size());
    assertTrue(log.isComplete());
  }

  @Test
  void endsQuietlyIfThePodIsRemovedAfterItsEndWasRead() throws IOException {
    saw("driver", Stage.RUNNING);
    ship();
    newest().say(LINE);
    newest().listener().ended(WHOLE);
    saw("driver", Stage.GONE);
    ship();
    assertEquals("one\n", arrived.toString());
    assertTrue(log.isComplete());
  }

  @Test
  void aContainerThatNeverRanHasAnEmptyLog() throws IOException {
    saw("driver", Stage.NEVER_RAN);
    ship();
    assertEquals(0, connections.size());
    assertEquals(List.of("driver"), ended);
  }

  @Test
  void marksThatCanNotBeReadHoldUpThisLogOnly() throws IOException {
    Files.createDirectories(marks);
    saw("driver", Stage.RUNNING);
    ship();
    assertEquals(List.of(), connections);
    Files.delete(marks);
    ship();
    newest().say(LINE);
    ship();
    assertEquals("one\n", arrived.toString());
  }

  @Test
  void aPodThatIsRemovedBeforeItRanHasAnEmptyLog() throws IOException {
    var waiting = new PodContainer("sks-team", "driver", "main", Stage.WAITING);
    log.saw("driver", waiting);
    log.saw("driver", waiting.gone());
    ship();
    assertEquals("", arrived.toString());
    assertEquals(List.of("driver"), ended);
  }

  @Test
  void whatHasNotStartedWhenTheAttemptIsRemovedNeverRan() throws IOException {
    saw("driver", Stage.NEVER_RAN);
    saw("executor-1", Stage.WAITING);
    ship();
    assertFalse(log.isComplete());
    log.end();
    ship();
    assertEquals(List.of("executor-1", "driver"), ended);
  }

  @Test
  void doesNotAskAgainAtOnceIfItIsRefused() throws IOException {
    saw("driver", Stage.RUNNING);
    ship();
    newest().listener().ended(new LogConnection.End(500, "status 500"));
    ship();
    ship();
    assertEquals(1, connections.size());
  }

  private void saw(String source, Stage stage) {
    log.saw(source, new PodContainer("sks-team", source, "main", stage));
  }

  private Connection newest() {
    return connections.get(connections.size() - 1);
  }

  /** As the shipper does, until nothing is left to be sent. */
  private void ship() throws IOException {
    for (PodSource source : log.sources()) {
      Optional<Piece> piece = source.next();
      while (piece.isPresent()) {
        arrived.append(piece.get().text());
        if (piece.get().last()) {
          ended.add(source.name());
        }
        source.shipped(piece.get());
        piece = source.next();
      }
    }
  }
}
