package dev.sks.cli;

import dev.sks.cli.console.Console;
import dev.sks.cli.session.Context;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command. */
@Command(
    name = "sks",
    description = "Run MapReduce jobs and look after their data.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = VersionCommand.class,
    exitCodeListHeading = "%nExit codes:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sks login --user ada",
      "  sks data put book.txt",
      "  sks mapreduce book.txt mapper.py reducer.py --watch",
      "  sks results JOB --top 20",
      "",
      "On this machine: './sks up' starts the whole product, './sks demo' shows it at work.",
      "'sks COMMAND --help' tells more."
    })
public final class Sks {

  private final Context context;

  public Sks(Context context) {
    this.context = context;
  }

  @Option(
      names = "--server",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "The server; else SKS_SERVER, the last login's, or http://127.0.0.1:8080.")
  void useServer(String server) {
    context.useServer(server);
  }

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show requests and answers on standard error, without secrets.")
  void showWire(boolean wanted) {
    if (wanted) {
      context.showWire();
    }
  }

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  private boolean version;

  /** Runs one command line; the answer is the exit status. */
  static int run(Console console, String... arguments) {
    return commandLine(console, arguments).execute(arguments);
  }

  private static CommandLine commandLine(Console console, String... arguments) {
    var commands = new CommandLine(Sks.class, new CommandFactory(new Context(console)));
    var failures = new FailurePrinter(console);
    Commands.addTo(commands, arguments);
    commands.getCommandSpec().usageMessage().exitCodeList(ExitCode.list());
    return commands
        .setOut(console.out())
        .setErr(console.err())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(console.hasColours() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }
}
