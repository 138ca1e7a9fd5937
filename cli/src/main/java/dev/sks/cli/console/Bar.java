package dev.sks.cli.console;

/** Bars out of block characters, in eighths of a cell. */
public final class Bar {

  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

  private Bar() {}

  /** A bar of the given fraction of {@code cells}, without padding. */
  public static String of(double fraction, int cells) {
    long eighths = Math.round(Math.min(1, Math.max(0, fraction)) * cells * 8);
    String full = "█".repeat((int) (eighths / 8));
    return eighths % 8 == 0 ? full : full + EIGHTHS.charAt((int) (eighths % 8));
  }

  /** A bar in a frame, padded to its full width. */
  public static String framed(double fraction, int cells) {
    String bar = of(fraction, cells);
    return "▕" + bar + " ".repeat(cells - bar.length()) + "▏";
  }
}
