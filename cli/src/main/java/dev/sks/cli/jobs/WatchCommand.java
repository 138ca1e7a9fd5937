package dev.sks.cli.jobs;

import dev.sks.cli.session.Context;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "watch",
    description = "Show a job's progress until it ends; the exit code tells how it ended.",
    footerHeading = "%nExample:%n",
    footer = {"  sks watch JOB", "", "Ctrl-C ends the watching, not the job."})
public final class WatchCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "JOB", description = "The job's id, or its unique beginning.")
  private String job;

  public WatchCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var door = new JobDoor(context.api());
    Job ended = Watcher.onOut(context.console()).untilEnd(door, door.resolve(job));
    context.console().say(JobReport.end(ended));
    JobReport.why(ended, context.console());
    return ended.exitCode().number();
  }
}
