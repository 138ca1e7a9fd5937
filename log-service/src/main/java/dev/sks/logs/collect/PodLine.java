package dev.sks.logs.collect;

import dev.sks.contract.Limits;
import java.util.Set;

/**
 * A line of the runtime's file, or a part of one.
 *
 * @param offset of its position in the file
 * @param stamp when it was written
 * @param text with a newline, unless the line goes on
 */
record PodLine(long offset, long stamp, String text) {

  private static final int FIELDS = 4;
  private static final Set<String> STREAMS = Set.of("stdout", "stderr");
  private static final int MAX_LENGTH = 2 * Limits.LOG_CHUNK;
  private static final long MAX_OFFSET = 1L << 60;

  /**
   * Reads a line as the CRI defines it: {@code <stamp> <stream> <P|F> <text>}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static PodLine of(long offset, String raw) {
    if (offset < 0 || offset > MAX_OFFSET) {
      throw new IllegalArgumentException("log.file.record_offset is missing or out of range");
    }
    if (raw.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a line is too long");
    }
    String[] fields = raw.split(" ", FIELDS);
    if (fields.length < FIELDS - 1 || !STREAMS.contains(fields[1])) {
      throw new IllegalArgumentException("a line is not '<stamp> <stream> <P|F> <text>'");
    }
    String text = fields.length < FIELDS ? "" : fields[FIELDS - 1];
    return new PodLine(offset, Stamp.parse(fields[0]), isWhole(fields[2]) ? text + "\n" : text);
  }

  /** The first of the tags, which are separated by colons, tells. */
  private static boolean isWhole(String tags) {
    return switch (tags.split(":", 2)[0]) {
      case "F" -> true;
      case "P" -> false;
      default -> throw new IllegalArgumentException("a line's tag is neither P nor F");
    };
  }

  boolean isWhole() {
    return text.endsWith("\n");
  }
}
