package dev.sks.cli.data;

import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Api;
import dev.sks.cli.client.Call;
import dev.sks.cli.session.Context;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "rm",
    aliases = "delete",
    description = "Remove data objects.",
    footerHeading = "%nExample:%n",
    footer = "  sks data rm books/kjv.txt logs/today.txt")
public final class RemoveCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names of the objects.")
  private List<String> names;

  public RemoveCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Api api = context.api();
    for (String name : names) {
      api.run(Call.of("DELETE", DataPath.of(name)));
      context.console().note("Removed " + name + ".");
    }
    return ExitCode.OK.number();
  }
}
