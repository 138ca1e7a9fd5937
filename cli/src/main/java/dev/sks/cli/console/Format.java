package dev.sks.cli.console;

/** How a command prints what it got. */
public enum Format {
  table,
  json,
  yaml,
  name
}
