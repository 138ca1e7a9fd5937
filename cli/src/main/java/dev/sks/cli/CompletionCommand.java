package dev.sks.cli;

import dev.sks.cli.session.Context;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Print the script that completes sks in a shell.",
    footerHeading = "%nExamples:%n",
    footer = {"  source <(sks completion bash)", "  source <(sks completion zsh)"})
public final class CompletionCommand implements Callable<Integer> {

  /** The script picocli makes serves both. */
  enum Shell {
    bash,
    zsh
  }

  private final Context context;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
  private Shell shell;

  public CompletionCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.console().out().println(AutoComplete.bash("sks", spec.root().commandLine()));
    return ExitCode.OK.number();
  }
}
