package dev.sks.manager.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTailTest {

  private static final long LIMIT = 10L * Limits.LOG_CHUNK;

  @TempDir Path folder;
  private Path file;
  private SourceTail tail;

  @BeforeEach
  void create() {
    file = folder.resolve("stdout");
    tail = new SourceTail(file, 0, false, LIMIT);
  }

  @Test
  void waitsForTheEndOfALineUntilTheSourceEnds() throws IOException {
    print("one\ntwo");
    assertEquals("one\n", ship(false));
    assertEquals(Optional.empty(), tail.next(false));
    print("!\n\0three");
    assertEquals("two!\n", ship(false));
    Piece last = tail.next(true).orElseThrow();
    assertEquals("\0three", last.text());
    assertTrue(last.last());
  }

  @Test
  void endsWithAnEmptyPieceIfAllWasSent() throws IOException {
    print("one\n");
    ship(false);
    assertEquals(new Piece(4, 0, "", true), tail.next(true).orElseThrow());
    ship(true);
    assertEquals(Optional.empty(), tail.next(true));
  }

  @Test
  void endsWhereThereNeverWasAFile() throws IOException {
    assertEquals(Optional.empty(), tail.next(false));
    assertEquals(new Piece(0, 0, "", true), tail.next(true).orElseThrow());
  }

  @Test
  void cutsALongLineBetweenCharacters() throws IOException {
    String line = "x" + "é€😀".repeat(Limits.LOG_CHUNK / 9 * 3) + "\n";
    print(line);
    var text = new StringBuilder();
    while (tail.offset() < line.getBytes(StandardCharsets.UTF_8).length) {
      String piece = ship(false);
      assertTrue(piece.getBytes(StandardCharsets.UTF_8).length <= Limits.LOG_CHUNK);
      text.append(piece);
    }
    assertEquals(line, text.toString());
  }

  @Test
  void replacesWhatIsNotUtf8WithinTheBoundsOfAChunk() throws IOException {
    var bytes = new byte[Limits.LOG_CHUNK];
    java.util.Arrays.fill(bytes, (byte) 0xff);
    Files.write(file, bytes);
    long replaced = 0;
    while (tail.offset() < bytes.length) {
      String piece = ship(true);
      assertTrue(piece.getBytes(StandardCharsets.UTF_8).length <= Limits.LOG_CHUNK);
      replaced += piece.chars().filter(c -> c == '\uFFFD').count();
    }
    assertEquals(bytes.length, replaced);
  }

  @Test
  void cutsALogThatIsTooLongAndFreesTheDisk() throws IOException {
    String line = "x".repeat(1023) + "\n";
    print(line.repeat((int) (LIMIT / 1024) + 4096));
    var text = new StringBuilder();
    while (!tail.isDone()) {
      text.append(ship(false));
    }
    assertEquals(LIMIT, text.indexOf("\n[the log was cut here"));
    assertEquals(LIMIT + 1, Files.size(file));
  }

  private String ship(boolean ended) throws IOException {
    Piece piece = tail.next(ended).orElseThrow();
    tail.shipped(piece);
    return piece.text();
  }

  private void print(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
