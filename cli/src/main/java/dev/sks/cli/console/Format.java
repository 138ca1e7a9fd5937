package dev.sks.cli.console;

/** How a command prints what it got; written as people type it. */
public enum Format {
  table,
  json,
  yaml,
  name
}
