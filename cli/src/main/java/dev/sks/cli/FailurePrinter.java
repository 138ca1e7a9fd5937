package dev.sks.cli;

import dev.sks.cli.console.Colour;
import dev.sks.cli.console.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells on standard error what went wrong and what to do. */
final class FailurePrinter implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private final Console console;

  FailurePrinter(Console console) {
    this.console = console;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    print(failure.getMessage(), List.of(), "");
    UnmatchedArgumentException.printSuggestions(failure, console.err());
    console.note("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE.number();
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    CommandFailed told = asCommandFailed(failure);
    console.out().flush();
    print(told.getMessage(), told.more(), told.advice());
    return told.exitCode().number();
  }

  private static CommandFailed asCommandFailed(Exception failure) {
    if (failure instanceof CommandFailed told) {
      return told;
    }
    Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
    if (cause instanceof FileSystemException file) {
      return new CommandFailed(
          ExitCode.USAGE, "The file can't be used: " + cause, "Check " + file.getFile() + ".");
    }
    if (cause instanceof IOException) {
      return new CommandFailed(ExitCode.FAILED, "Input or output failed: " + cause, "");
    }
    return new CommandFailed(
        ExitCode.FAILED, "sks has a fault: " + cause, "Please report this, with --debug.");
  }

  private void print(String title, List<String> more, String advice) {
    String mark = "error:";
    console.err().print(console.errHasColours() ? Colour.RED.paint(mark) : mark);
    console.note(" " + title);
    more.forEach(line -> console.note("  " + line));
    if (!advice.isEmpty()) {
      console.note("  " + advice);
    }
  }
}
