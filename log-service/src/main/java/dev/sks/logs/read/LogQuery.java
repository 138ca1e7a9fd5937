package dev.sks.logs.read;

import com.google.re2j.Pattern;
import java.time.Instant;

/**
 * What a reader asks for. A null part asks for everything.
 *
 * @param tail how many lines from the end, or 0 for all
 */
record LogQuery(
    String source, Integer attempt, Instant since, int tail, Pattern grep, boolean follow) {

  /** The most lines that may be asked for from the end. */
  static final int MAX_TAIL = 100_000;

  boolean accepts(String line) {
    return grep == null || grep.matcher(line).find();
  }
}
