package dev.sks.cli;

import dev.sks.cli.console.Console;

/** Where the process begins. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(Sks.run(Console.ofProcess(), arguments));
  }
}
