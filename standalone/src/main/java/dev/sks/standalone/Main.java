package dev.sks.standalone;

import dev.sks.standalone.demo.DemoCommand;
import dev.sks.standalone.up.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole product on one machine. */
@Command(
    name = "sks",
    description = "The whole of SKS on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {UpCommand.class, DemoCommand.class})
public final class Main {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  private Main() {}

  public static void main(String[] args) {
    Interruption interruption = Interruption.ofThisThread();
    int code =
        new CommandLine(new Main())
            .setUsageHelpWidth(100)
            .setExecutionExceptionHandler(Main::explain)
            .execute(args);
    interruption.over();
    System.exit(code);
  }

  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println("sks: " + failure.getMessage());
    for (Throwable other : failure.getSuppressed()) {
      command.getErr().println("sks: " + other.getMessage());
    }
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}
