package dev.sks.logs.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PieceTest {

  private static Piece piece(long offset, byte[] source) {
    return new Piece(offset, source.length, new String(source, UTF_8).getBytes(UTF_8));
  }

  private static String text(Piece piece) {
    return new String(piece.text(), UTF_8);
  }

  @Test
  void utf8IsCutByBytes() {
    Piece cut = piece(100, "größe\nzwei\n".getBytes(UTF_8)).from(108);

    assertEquals("zwei\n", text(cut));
    assertEquals(108, cut.offset());
    assertEquals(5, cut.length());
  }

  @Test
  void strayBytesCountOneEach() {
    Piece cut = piece(0, "größe\nzwölf\ndrei\n".getBytes(ISO_8859_1)).from(6);

    assertEquals("zw\uFFFDlf\ndrei\n", text(cut));
  }

  @Test
  void mixedTextIsCutAtTheNearestLine() {
    // A truncated three-byte sequence becomes one U+FFFD, so nothing adds up.
    byte[] source = {'a', (byte) 0xE2, (byte) 0x82, '\n', 'b', (byte) 0xFF, '\n', 'c', '\n'};

    assertEquals("b\uFFFD\nc\n", text(piece(0, source).from(4)));
    assertEquals("c\n", text(piece(0, source).from(7)));
  }

  @Test
  void whatIsAllOldLeavesNothing() {
    Piece cut = piece(10, "abc\n".getBytes(UTF_8)).from(20);

    assertEquals("", text(cut));
    assertEquals(0, cut.length());
  }

  @Test
  void whatIsAllNewStays() {
    Piece piece = piece(10, "abc\n".getBytes(UTF_8));

    assertEquals(piece, piece.from(10));
    assertEquals(piece, piece.from(3));
  }

  @Test
  void linesWithinNeverEndInsideALine() {
    Piece piece = piece(0, "eins\nzwei\n".getBytes(UTF_8));

    assertEquals("eins\n", new String(piece.linesWithin(7), UTF_8));
    assertEquals("", new String(piece.linesWithin(4), UTF_8));
    assertEquals("eins\nzwei\n", new String(piece.linesWithin(10), UTF_8));
  }
}
