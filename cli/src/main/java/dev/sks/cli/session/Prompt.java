package dev.sks.cli.session;

import dev.sks.cli.CommandFailed;
import dev.sks.cli.ExitCode;
import dev.sks.cli.console.Console;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Asks a person, or reads what a script put on standard input. */
public final class Prompt {

  private final Console console;
  private final BufferedReader lines;

  public Prompt(Console console) {
    this.console = console;
    this.lines = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
  }

  /** The next line of standard input; empty at its end. */
  public String line() {
    try {
      String line = lines.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String ask(String question, String option) {
    return console(option).readLine("%s: ", question);
  }

  /** Without echo. */
  public String askSecret(String question, String option) {
    char[] secret = console(option).readPassword("%s: ", question);
    return secret == null ? "" : new String(secret);
  }

  /** A new password, typed twice. */
  public String askNewSecret(String option) {
    String first = askSecret("New password", option);
    String second = askSecret("The same again", option);
    if (!first.equals(second)) {
      throw new CommandFailed(ExitCode.USAGE, "The two passwords differ", "Try again.");
    }
    return first;
  }

  private java.io.Console console(String option) {
    java.io.Console terminal = System.console();
    if (terminal == null || !console.inIsTerminal()) {
      throw new CommandFailed(
          ExitCode.USAGE, "There is no terminal to ask on", "Use " + option + ".");
    }
    return terminal;
  }
}
