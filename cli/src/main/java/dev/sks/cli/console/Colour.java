package dev.sks.cli.console;

/** The few colours used, as ANSI escapes. */
public enum Colour {
  DIM("2"),
  RED("31"),
  GREEN("32"),
  YELLOW("33");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  public String paint(String text) {
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
