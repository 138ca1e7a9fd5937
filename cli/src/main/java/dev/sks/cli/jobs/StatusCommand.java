package dev.sks.cli.jobs;

import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Json;
import dev.sks.cli.console.Output;
import dev.sks.cli.session.Context;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "status",
    description = "Show a job.",
    footerHeading = "%nExamples:%n",
    footer = {"  sks status JOB", "  sks status JOB -o yaml"})
public final class StatusCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "JOB", description = "The job's id, or its unique beginning.")
  private String job;

  @Mixin private Output output;

  public StatusCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var door = new JobDoor(context.api());
    Job found = door.get(door.resolve(job));
    output.print(
        context.console(),
        found.json(),
        j -> Json.text(j, "id"),
        j -> JobReport.print(found, context.console()));
    return ExitCode.OK.number();
  }
}
