package dev.sks.cli.data;

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
import picocli.CommandLine.Parameters;

@Command(
    name = "ls",
    aliases = "list",
    description = "List data objects.",
    footerHeading = "%nExamples:%n",
    footer = {"  sks data ls", "  sks data ls books/ -o name"})
public final class ListCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(arity = "0..1", description = "Only names that start with this.")
  private String prefix = "";

  @Mixin private Output output;

  public ListCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    JsonNode objects =
        Pages.of(context.api(), "/v1/data", Map.of("prefix", prefix), Integer.MAX_VALUE);
    output.print(context.console(), objects, o -> Json.text(o, "name"), this::table);
    return ExitCode.OK.number();
  }

  private void table(JsonNode objects) {
    Instant now = Instant.now();
    var table = new Table("NAME", "SIZE", "AGE");
    for (JsonNode object : objects) {
      table.row(
          Json.text(object, "name"),
          Text.bytes(object.path("size").asLong()),
          Text.age(Json.text(object, "modified"), now));
    }
    table.print(context.console());
  }
}
