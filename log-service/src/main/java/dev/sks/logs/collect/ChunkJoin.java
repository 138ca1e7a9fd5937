package dev.sks.logs.collect;

import dev.sks.contract.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Joins lines of one source into texts of whole lines. One batch's, not shared. */
class ChunkJoin {

  /**
   * Lines to be kept together.
   *
   * @param size in bytes of UTF-8
   * @param newest the newest stamp up to its end
   */
  record Text(String text, int size, long newest) {}

  private final StringBuilder whole = new StringBuilder();
  private final StringBuilder line;
  private final List<Text> texts = new ArrayList<>();
  private int size;
  private long newest;
  private long latest;

  /**
   * @param begun what is there of the first line
   */
  ChunkJoin(String begun) {
    this.line = new StringBuilder(begun);
  }

  void add(PodLine part) {
    line.append(part.text());
    latest = Math.max(latest, part.stamp());
    // A line longer than any chunk is broken.
    if (part.isWhole() || line.length() >= Limits.LOG_CHUNK) {
      endLine();
    }
  }

  /** What is there of the last line is no longer kept back. */
  void endLine() {
    String text = line.toString();
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (size + bytes > Limits.LOG_CHUNK) {
      endText();
    }
    whole.append(text);
    size += bytes;
    newest = latest;
    line.setLength(0);
  }

  /** The texts of all that was added but the rest. */
  List<Text> texts() {
    endText();
    return texts;
  }

  /** What is there of a line whose end has not come. */
  String rest() {
    return line.toString();
  }

  private void endText() {
    if (size > 0) {
      texts.add(new Text(whole.toString(), size, newest));
      whole.setLength(0);
      size = 0;
    }
  }
}
