package dev.sks.cli.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Texts for people. */
public final class Text {

  private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB"};
  private static final String[] COUNTS = {"", " k", " M", " G"};

  private Text() {}

  /**
   * The text with every control character but line end and tab written as an escape: what a server
   * or a user's program sends must not steer the terminal it is shown on.
   */
  public static String harmless(String text) {
    if (text.codePoints().noneMatch(Text::steers)) {
      return text;
    }
    var shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (steers(c)) {
                shown.append(String.format("\\u%04x", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  /** As {@link #harmless}, on one line. */
  public static String line(String text) {
    return harmless(text).replace("\n", "\\n").replace("\t", "\\t");
  }

  private static boolean steers(int c) {
    boolean bidirectional = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    return Character.isISOControl(c) && c != '\n' && c != '\t' || bidirectional;
  }

  /** Such as {@code 4.2 MiB}. */
  public static String bytes(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < BYTES.length - 1) {
      size /= 1024;
      unit++;
    }
    return (unit == 0 ? Long.toString(bytes) : String.format(Locale.ROOT, "%.1f", size))
        + " "
        + BYTES[unit];
  }

  /** Such as {@code 1.2 M}; a unit follows. */
  public static String count(double number) {
    int unit = 0;
    while (number >= 1000 && unit < COUNTS.length - 1) {
      number /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f" : "%.1f", number) + COUNTS[unit];
  }

  /** Such as {@code 3 s}, {@code 4 m 05 s}, {@code 2 h 10 m}, {@code 9 d}. */
  public static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%d m %02d s", seconds / 60, seconds % 60);
    }
    if (seconds < 48 * 3600) {
      return String.format(Locale.ROOT, "%d h %02d m", seconds / 3600, seconds / 60 % 60);
    }
    return seconds / 86_400 + " d";
  }

  /** How long ago an RFC 3339 time was; empty for an empty one. */
  public static String age(String time, Instant now) {
    return time.isEmpty() ? "" : duration(Duration.between(Instant.parse(time), now));
  }
}
