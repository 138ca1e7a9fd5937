package dev.sks.manager.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitIndexerTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4096, 1024 * 1024, 100_000_000})
  void cutsAfterWholeLinesHoweverTheBytesArrive(int step) throws IOException {
    byte[] text = "a line of text\r\n".repeat(200_000).getBytes(StandardCharsets.US_ASCII);
    List<Split> splits = index(text, step, true);
    assertEquals(4, splits.size());
    assertCovers(text, splits);
    for (Split split : splits) {
      assertEquals('\n', text[(int) (split.offset() + split.length()) - 1]);
    }
    assertEquals(SplitIndexer.TARGET, splits.get(0).length());
  }

  @Test
  void keepsALongLineWhole() throws IOException {
    String line = "x".repeat(5 * 1024 * 1024);
    byte[] text = ("short\n" + line + "\nshort\n").getBytes(StandardCharsets.US_ASCII);
    List<Split> splits = index(text, 64 * 1024, true);
    assertEquals(List.of(6L + line.length() + 1, 6L), splits.stream().map(Split::length).toList());
    assertCovers(text, splits);
  }

  @Test
  void takesALastLineWithoutItsEnd() throws IOException {
    byte[] text = ("y".repeat(SplitIndexer.TARGET) + "\nrest").getBytes(StandardCharsets.US_ASCII);
    List<Split> splits = index(text, 1000, true);
    assertEquals(2, splits.size());
    assertEquals(4, splits.get(1).length());
    assertCovers(text, splits);
  }

  @Test
  void findsNothingInNothing() throws IOException {
    assertEquals(List.of(), index(new byte[0], 1, true));
  }

  @Test
  void leavesCompressedStreamsWhole() throws IOException {
    byte[] bytes = new byte[3 * SplitIndexer.TARGET];
    java.util.Arrays.fill(bytes, (byte) '\n');
    assertEquals(1, index(bytes, 4096, false).size());
  }

  private static List<Split> index(byte[] bytes, int step, boolean cutting) throws IOException {
    var splits = new ArrayList<Split>();
    var indexer = new SplitIndexer(cutting, splits::add);
    for (long at = 0; at < bytes.length; at += step) {
      indexer.update(bytes, (int) at, (int) Math.min(bytes.length, at + step));
    }
    indexer.finish();
    return splits;
  }

  private static void assertCovers(byte[] bytes, List<Split> splits) {
    long end = 0;
    for (Split split : splits) {
      assertEquals(end, split.offset());
      assertTrue(split.length() > 0);
      var crc = new CRC32C();
      crc.update(bytes, (int) split.offset(), (int) split.length());
      assertEquals((int) crc.getValue(), split.crc());
      end += split.length();
    }
    assertEquals(bytes.length, end);
  }
}
