package dev.sks.cli;

import java.util.List;

/** A command can't go on, for a reason a person can act on. */
public class CommandFailed extends RuntimeException {

  private final ExitCode exitCode;
  private final List<String> more;
  private final String advice;

  /**
   * @param title one sentence
   * @param more further lines, such as one for each field at fault
   * @param advice what to do, or empty
   */
  public CommandFailed(ExitCode exitCode, String title, List<String> more, String advice) {
    super(title);
    this.exitCode = exitCode;
    this.more = List.copyOf(more);
    this.advice = advice;
  }

  public CommandFailed(ExitCode exitCode, String title, String advice) {
    this(exitCode, title, List.of(), advice);
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  public List<String> more() {
    return more;
  }

  public String advice() {
    return advice;
  }
}
