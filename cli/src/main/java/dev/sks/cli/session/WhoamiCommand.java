package dev.sks.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Api;
import dev.sks.cli.client.Call;
import dev.sks.cli.client.Json;
import dev.sks.cli.console.Output;
import dev.sks.cli.console.Table;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "whoami",
    description = "Show who is signed in, where, and with which roles.",
    footerHeading = "%nExamples:%n",
    footer = {"  sks whoami", "  sks whoami -o name"})
public final class WhoamiCommand implements Callable<Integer> {

  private final Context context;

  @Mixin private Output output;

  public WhoamiCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Api api = context.api();
    ObjectNode me = Json.object().put("server", api.server().toString());
    api.json(Call.get("/v1/me")).fields().forEachRemaining(f -> me.set(f.getKey(), f.getValue()));
    output.print(context.console(), me, m -> Json.text(m, "name"), this::table);
    return ExitCode.OK.number();
  }

  private void table(JsonNode me) {
    String roles =
        StreamSupport.stream(me.path("roles").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(","));
    new Table("NAME", "TENANT", "ROLES", "SERVER")
        .row(Json.text(me, "name"), Json.text(me, "tenant"), roles, Json.text(me, "server"))
        .print(context.console());
  }
}
