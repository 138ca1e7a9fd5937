package dev.sks.cli.jobs;

import dev.sks.cli.ExitCode;
import dev.sks.cli.console.Moments;
import dev.sks.cli.session.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = "Print what a job wrote.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sks logs JOB",
      "  sks logs JOB -f --grep ERROR",
      "  sks logs JOB --source stderr --tail 50",
      "  sks logs JOB --source executor-1",
      "  sks logs JOB --since 10m"
    })
public final class LogsCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "JOB", description = "The job's id, or its unique beginning.")
  private String job;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the job's log ends.")
  private boolean follow;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Only this source: stdout or stderr; on a cluster driver, executor-1, ...")
  private String source = "";

  @Option(names = "--attempt", paramLabel = "N", description = "Only this attempt.")
  private String attempt = "";

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Moments.class,
      description = "A time, or how long ago (10m).")
  private String since = "";

  @Option(names = "--tail", paramLabel = "N", description = "Only the last N lines.")
  private String tail = "";

  @Option(names = "--grep", paramLabel = "REGEX", description = "Only lines that match.")
  private String grep = "";

  public LogsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var door = new JobDoor(context.api());
    String path = JobDoor.path(door.resolve(job)) + "/logs";
    Map<String, String> query = new LinkedHashMap<>();
    query.put("source", source);
    query.put("attempt", attempt);
    query.put("since", since);
    query.put("tail", tail);
    query.put("grep", grep);
    query.put("follow", follow ? "true" : "");
    new LogStream(door.api(), path, query, follow).printTo(context.console());
    return ExitCode.OK.number();
  }
}
