package dev.sks.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Call;
import dev.sks.cli.client.Json;
import dev.sks.cli.client.Patience;
import dev.sks.cli.console.Output;
import dev.sks.cli.session.Context;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "cancel",
    description = "Cancel jobs.",
    footerHeading = "%nExamples:%n",
    footer = {"  sks cancel JOB", "  sks cancel $$(sks jobs --state Queued -o name)"})
public final class CancelCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(arity = "1..*", paramLabel = "JOB", description = "Ids, or their unique beginnings.")
  private List<String> jobs;

  @Mixin private Output output;

  public CancelCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var door = new JobDoor(context.api());
    ArrayNode cancelled = JsonNodeFactory.instance.arrayNode();
    for (String job : jobs) {
      String path = JobDoor.path(door.resolve(job)) + "/cancel";
      // To cancel twice is to cancel.
      cancelled.add(door.api().json(Call.of("POST", path).patience(Patience.SHORT)));
    }
    output.print(context.console(), cancelled, j -> Json.text(j, "id"), this::told);
    return ExitCode.OK.number();
  }

  private void told(JsonNode cancelled) {
    for (JsonNode json : cancelled) {
      var job = new Job(json);
      context.console().say(job.id() + " " + job.state());
    }
  }
}
