package dev.sks.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sks.cli.CommandFailed;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Call;
import dev.sks.cli.client.Paths;
import dev.sks.cli.console.Bar;
import dev.sks.cli.console.Console;
import dev.sks.cli.console.Output;
import dev.sks.cli.console.Table;
import dev.sks.cli.session.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "results",
    description = "Print a job's results: JSON Lines, or the greatest values as a table.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sks results JOB --top 20",
      "  sks results JOB > counts.jsonl",
      "  sks results JOB --part part-00000.jsonl"
    })
public final class ResultsCommand implements Callable<Integer> {

  private static final int CELLS = 40;

  private final Context context;

  @Parameters(paramLabel = "JOB", description = "The job's id, or its unique beginning.")
  private String job;

  @Option(names = "--top", paramLabel = "N", description = "Only the N greatest values.")
  private Optional<Integer> top;

  @Option(names = "--part", description = "Only this part, such as part-00000.jsonl.")
  private String part = "";

  @Mixin private Output output;

  public ResultsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    if (top.isPresent() && !part.isEmpty()) {
      throw new CommandFailed(
          ExitCode.USAGE, "--top is of the whole result", "Leave out --top or --part.");
    }
    var door = new JobDoor(context.api());
    String path = JobDoor.path(door.resolve(job)) + "/results";
    if (top.isPresent()) {
      JsonNode greatest = door.api().json(Call.get(path + "?top=" + top.get()));
      output.print(context.console(), greatest, r -> text(r.path("key")), this::table);
      return ExitCode.OK.number();
    }
    Call call = Call.get(part.isEmpty() ? path : path + "/" + Paths.segment(part));
    try (InputStream lines = door.api().open(call)) {
      context.console().pourText(lines);
    }
    return ExitCode.OK.number();
  }

  private void table(JsonNode greatest) {
    Console console = context.console();
    double most = 0;
    for (JsonNode result : greatest) {
      most = Math.max(most, result.path("value").asDouble());
    }
    var table = new Table("KEY", "VALUE", "");
    for (JsonNode result : greatest) {
      JsonNode value = result.path("value");
      String bar = most > 0 && value.isNumber() ? Bar.of(value.asDouble() / most, CELLS) : "";
      table.row(text(result.path("key")), text(value), bar);
    }
    table.print(console);
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }
}
