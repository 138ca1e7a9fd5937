package dev.sks.logs.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkJoinTest {

  private static PodLine part(long stamp, String text) {
    return new PodLine(stamp, stamp, text);
  }

  @Test
  void aLineThatGoesOnIsKeptBack() {
    var join = new ChunkJoin("be");
    join.add(part(1, "gun\n"));
    join.add(part(2, "whole\n"));
    join.add(part(3, "goes "));

    assertEquals(List.of(new ChunkJoin.Text("begun\nwhole\n", 12, 2)), join.texts());
    assertEquals("goes ", join.rest());
  }

  @Test
  void textsAreWholeLinesWithinTheLimit() {
    var join = new ChunkJoin("");
    String line = "ö".repeat(Limits.LOG_CHUNK / 5) + "\n";
    for (int i = 1; i <= 4; i++) {
      join.add(part(i, line));
    }

    List<ChunkJoin.Text> texts = join.texts();
    assertEquals(List.of(2L, 4L), texts.stream().map(ChunkJoin.Text::newest).toList());
    assertTrue(texts.stream().allMatch(text -> text.size() <= Limits.LOG_CHUNK));
    assertEquals(line.repeat(2), texts.get(1).text());
  }
}
