package dev.sks.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Call;
import dev.sks.cli.client.Json;
import dev.sks.cli.console.Output;
import dev.sks.cli.console.Table;
import dev.sks.cli.session.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "signing-key",
    description = "List and rotate the keys that sign tokens (role admin).",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {"  sks admin signing-key list", "  sks admin signing-key rotate"})
public final class SigningKeyCommand {

  private static final String PATH = "/v1/keys";

  private final Context context;

  public SigningKeyCommand(Context context) {
    this.context = context;
  }

  @Command(name = "list", aliases = "ls", description = "List the keys that verify tokens.")
  int list(@Mixin Output output) {
    return print(Call.get(PATH), output);
  }

  @Command(name = "rotate", description = "Publish the next key; it signs minutes later.")
  int rotate(@Mixin Output output) {
    return print(Call.of("POST", PATH + "/rotate"), output);
  }

  private int print(Call call, Output output) {
    JsonNode keys = context.api().json(call).path("items");
    output.print(context.console(), keys, k -> Json.text(k, "kid"), this::table);
    return ExitCode.OK.number();
  }

  private void table(JsonNode keys) {
    var table = new Table("KID", "SIGNS FROM", "SIGNS NOW");
    for (JsonNode key : keys) {
      table.row(
          Json.text(key, "kid"),
          Json.text(key, "activeFrom"),
          key.path("signing").asBoolean() ? "yes" : "no");
    }
    table.print(context.console());
  }
}
