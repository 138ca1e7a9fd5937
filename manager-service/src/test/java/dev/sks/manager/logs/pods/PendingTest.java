package dev.sks.manager.logs.pods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.manager.logs.Piece;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log that is read again, and again, from a mark: what arrives is the log, once. */
class PendingTest {

  private static final String[] STAMPS = {
    "2026-11-21T10:00:00.999999999Z", "2026-11-21T10:00:01.000000001Z",
    "2026-11-21T10:00:01.000000001Z", "2026-11-21T10:00:01.000000001Z",
    "2026-11-21T10:00:01.500000000Z", "2026-11-21T10:00:01.400000000Z",
    "2026-11-21T10:00:02.000000000Z", "2026-11-21T10:00:01.900000000Z",
    "2026-11-21T10:00:02.000000001Z", "2026-11-21T10:00:02.000000001Z"
  };

  private final StringBuilder arrived = new StringBuilder();
  private Pending pending;
  private StampedLines connection;

  private record Line(String stamp, String text) {}

  @BeforeEach
  void start() {
    arrived.setLength(0);
    open(Mark.START);
  }

  @Test
  void goesOnAfterAnyLineThoughStampsRepeatAndRunBackwards() {
    List<Line> log = lines();
    for (int first = 0; first <= log.size(); first++) {
      start();
      read(log.subList(0, first));
      ship();
      reconnect();
      read(log);
      ship();
      assertEquals(textOf(log), arrived.toString(), "cut after line " + first);
    }
  }

  @Test
  void goesOnWhereverTheConnectionsBreak() {
    List<Line> log = lines();
    var random = new Random(7);
    for (int i = 0; i < 500; i++) {
      start();
      for (int connection = 0; connection < 5; connection++) {
        byte[] stream = stream(log);
        read(stream, random.nextInt(stream.length + 1), 1 + random.nextInt(9));
        if (random.nextBoolean()) {
          ship();
        }
        reconnect();
      }
      read(log);
      ship();
      assertEquals(textOf(log), arrived.toString(), "round " + i);
    }
  }

  @Test
  void goesOnInTheMiddleOfALongLine() {
    String text = "x".repeat(3 * Pending.PIECE) + "é\n";
    List<Line> log = List.of(new Line(STAMPS[0], "a\n"), new Line(STAMPS[1], text));
    byte[] stream = stream(log);
    read(stream, 2 * Pending.PIECE, 8192);
    shipOne();
    shipOne();
    assertTrue(pending.mark().into() > 0);
    reconnect();
    read(log);
    ship();
    assertEquals(textOf(log), arrived.toString());
  }

  @Test
  void comparesStampsOnceTheFileWasRotated() {
    List<Line> log = lines();
    read(log.subList(0, 4));
    ship();
    reconnect();
    // The new file begins within the second that is read again.
    read(log.subList(2, log.size()));
    ship();
    assertEquals(textOf(log), arrived.toString());
  }

  @Test
  void saysThatLinesMayBeMissingAndLeapsPastWhatMayHaveBeenSent() {
    List<Line> log = lines();
    read(log.subList(0, 2));
    ship();
    long before = pending.mark().offset();
    reconnect();
    read(log.subList(8, 10));
    Piece piece = shipOne();
    assertTrue(piece.offset() >= 1L << 30);
    assertTrue(arrived.toString().contains("[sks] lines may be missing here"), arrived.toString());
    assertTrue(arrived.toString().endsWith(textOf(log.subList(8, 10))));
    assertTrue(before < piece.offset());
    reconnect();
    read(log.subList(8, 10));
    assertEquals(Optional.empty(), pending.next(false, false));
  }

  @Test
  void leavesOutTheEndOfALineThatBeganBeforeTheSecond() {
    read(List.of(new Line(STAMPS[1], "one\n")));
    ship();
    reconnect();
    connection.take("rest of an older line\n".getBytes(StandardCharsets.UTF_8));
    read(List.of(new Line(STAMPS[1], "one\n"), new Line(STAMPS[2], "two\n")));
    ship();
    assertEquals("one\ntwo\n", arrived.toString());
  }

  @Test
  void takesALineWithoutItsEndOnlyOnceAllIsRead() {
    read(List.of(new Line(STAMPS[0], "one\n"), new Line(STAMPS[1], "two")));
    ship();
    assertEquals("one\n", arrived.toString());
    assertEquals(new Piece(4, 3, "two", true), pending.next(true, true).orElseThrow());
  }

  @Test
  void anEmptyLogEndsWithAnEmptyPiece() {
    assertEquals(Optional.empty(), pending.next(true, false));
    assertEquals(new Piece(0, 0, "", true), pending.next(true, true).orElseThrow());
  }

  private static List<Line> lines() {
    var lines = new ArrayList<Line>();
    for (int i = 0; i < STAMPS.length; i++) {
      lines.add(new Line(STAMPS[i], "line " + i + "\n"));
    }
    return lines;
  }

  private static String textOf(List<Line> log) {
    return String.join("", log.stream().map(Line::text).toList());
  }

  /** As the kubelet gives it: only what was printed since the mark's second. */
  private byte[] stream(List<Line> log) {
    var out = new StringBuilder();
    for (Line line : log) {
      boolean wanted =
          pending.mark().since().filter(Instant.parse(line.stamp())::isBefore).isEmpty();
      if (wanted) {
        out.append(line.stamp()).append(' ').append(line.text());
      }
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void open(Mark mark) {
    pending = new Pending(mark);
    connection = new StampedLines(pending);
  }

  /** As by another manager: it has only the mark. */
  private void reconnect() {
    open(pending.mark());
  }

  private void read(List<Line> log) {
    connection.take(stream(log));
  }

  private void read(byte[] stream, int count, int step) {
    for (int at = 0; at < count; at += step) {
      connection.take(Arrays.copyOfRange(stream, at, Math.min(count, at + step)));
    }
  }

  private Piece shipOne() {
    Piece piece = pending.next(false, false).orElseThrow();
    arrived.append(piece.text());
    pending.shipped(piece);
    return piece;
  }

  private void ship() {
    while (pending.next(false, false).isPresent()) {
      shipOne();
    }
  }
}
