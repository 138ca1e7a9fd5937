package dev.sks.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Json;
import dev.sks.cli.client.Pages;
import dev.sks.cli.console.Output;
import dev.sks.cli.console.Table;
import dev.sks.cli.console.Text;
import dev.sks.cli.session.Context;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "jobs",
    description = "List jobs, newest first.",
    footerHeading = "%nExamples:%n",
    footer = {"  sks jobs", "  sks jobs --state Running", "  sks jobs --all -o name"})
public final class JobsCommand implements Callable<Integer> {

  private final Context context;

  @Option(names = "--state", description = "Only jobs in this state, such as Running.")
  private String state = "";

  @Option(names = "--name", description = "Only jobs of this name.")
  private String name = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many; ${DEFAULT-VALUE} if not given.")
  private int limit;

  @Option(names = "--all", description = "All of them.")
  private boolean all;

  @Mixin private Output output;

  public JobsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    JsonNode jobs =
        Pages.of(
            context.api(),
            JobDoor.PATH,
            Map.of("state", state, "name", name),
            all ? Integer.MAX_VALUE : Math.max(1, limit));
    output.print(context.console(), jobs, j -> Json.text(j, "id"), this::table);
    return ExitCode.OK.number();
  }

  private void table(JsonNode jobs) {
    Instant now = Instant.now();
    var table = new Table("ID", "NAME", "STATE", "ATTEMPT", "BY", "AGE");
    for (JsonNode json : jobs) {
      var job = new Job(json);
      table.row(
          job.id(),
          job.name(),
          job.state(),
          job.status().path("attempt").asInt(),
          Json.text(json, "submittedBy"),
          Text.age(Json.text(json, "submittedAt"), now));
    }
    table.print(context.console());
  }
}
