package dev.sks.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Call;
import dev.sks.cli.client.Json;
import dev.sks.cli.client.Pages;
import dev.sks.cli.client.Paths;
import dev.sks.cli.console.Output;
import dev.sks.cli.console.Table;
import dev.sks.cli.session.Context;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "api-key",
    description = "List and revoke API keys: your own, or a user's (role admin).",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sks admin api-key list --user ada",
      "  sks admin api-key revoke ID --user ada",
      "",
      "Your own keys are made by 'sks admin key create'."
    })
public final class ApiKeyCommand {

  private static final String KEYS = "api-keys";

  private final Context context;

  public ApiKeyCommand(Context context) {
    this.context = context;
  }

  @Command(name = "list", aliases = "ls", description = "List keys.")
  int list(@Mixin OfUser user, @Mixin Output output) {
    JsonNode keys = Pages.of(context.api(), user.path(KEYS), Map.of(), Integer.MAX_VALUE);
    output.print(context.console(), keys, k -> Json.text(k, "id"), this::table);
    return ExitCode.OK.number();
  }

  @Command(name = "revoke", description = "Delete a key; tokens that came of it end.")
  int revoke(
      @Parameters(paramLabel = "ID", description = "The key's id.") String id, @Mixin OfUser user) {
    context.api().run(Call.of("DELETE", user.path(KEYS) + "/" + Paths.segment(id)));
    context.console().note("Revoked " + id + ".");
    return ExitCode.OK.number();
  }

  private void table(JsonNode keys) {
    var table = new Table("ID", "NAME", "TENANT", "CREATED", "EXPIRES", "LAST USED");
    for (JsonNode key : keys) {
      table.row(
          Json.text(key, "id"),
          Json.text(key, "name"),
          Json.text(key, "tenant"),
          Json.text(key, "createdAt"),
          Json.text(key, "expiresAt"),
          Json.text(key, "lastUsedAt"));
    }
    table.print(context.console());
  }
}
