package dev.sks.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Call;
import dev.sks.cli.client.Json;
import dev.sks.cli.client.Pages;
import dev.sks.cli.client.Paths;
import dev.sks.cli.console.Output;
import dev.sks.cli.console.Table;
import dev.sks.cli.session.Context;
import dev.sks.cli.session.Prompt;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "api-key",
    description = "Create, list and revoke API keys: your own, or a user's (role admin).",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sks admin api-key create ci",
      "  printf '%%s\\n' \"$$KEY_SECRET\" | sks login --api-key \"$$KEY_ID\"",
      "  sks admin api-key list --user ada",
      "  sks admin api-key revoke ID --user ada"
    })
public final class ApiKeyCommand {

  private static final String KEYS = "api-keys";

  private final Context context;

  public ApiKeyCommand(Context context) {
    this.context = context;
  }

  @Command(name = "create", description = "Create a key of your own; its secret is shown once.")
  int create(
      @Parameters(paramLabel = "NAME", description = "A label for the key.") String name,
      @Option(
              names = "--expires",
              paramLabel = "TIME",
              defaultValue = "",
              description = "When it ends, as 2027-01-31T12:00:00Z; if not given, in a year.")
          String expires,
      @Option(names = "--password-stdin", description = "Read your password from standard input.")
          boolean passwordFromInput,
      @Mixin Output output) {
    ObjectNode body = Json.object().put("name", name);
    if (!expires.isEmpty()) {
      body.put("expiresAt", expires);
    }
    var prompt = new Prompt(context.console());
    String password =
        passwordFromInput
            ? prompt.line()
            : prompt.askSecret("Your password, if you have one", "--password-stdin");
    if (!password.isEmpty()) {
      body.put("password", password);
    }
    JsonNode key = context.api().json(Call.json("POST", "/v1/" + KEYS, body));
    output.print(
        context.console(),
        key,
        k -> Json.text(k, "id"),
        k -> {
          table(Json.array(k));
          context.console().say("");
          context.console().say("Secret, shown only now: " + Json.text(k, "secret"));
        });
    return ExitCode.OK.number();
  }

  @Command(name = "list", aliases = "ls", description = "List keys.")
  int list(@Mixin OfUser user, @Mixin Output output) {
    JsonNode keys = Pages.of(context.api(), user.path(KEYS), Map.of(), Integer.MAX_VALUE);
    output.print(context.console(), keys, k -> Json.text(k, "id"), this::table);
    return ExitCode.OK.number();
  }

  @Command(
      name = "revoke",
      aliases = "rm",
      description = "Delete a key; tokens that came of it end.")
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
