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
    name = "key",
    description = "Create, list and delete your own API keys.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sks admin key create ci",
      "  sks admin key list",
      "  printf '%%s\\n' \"$$KEY_SECRET\" | sks login --api-key \"$$KEY_ID\""
    })
public final class KeyCommand {

  private static final String PATH = "/v1/api-keys";

  private final Context context;

  public KeyCommand(Context context) {
    this.context = context;
  }

  @Command(name = "create", description = "Create a key; its secret is shown once.")
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
    JsonNode key = context.api().json(Call.json("POST", PATH, body));
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

  @Command(name = "list", aliases = "ls", description = "List your keys.")
  int list(@Mixin Output output) {
    JsonNode keys = Pages.of(context.api(), PATH, Map.of(), Integer.MAX_VALUE);
    output.print(context.console(), keys, k -> Json.text(k, "id"), this::table);
    return ExitCode.OK.number();
  }

  @Command(name = "delete", aliases = "rm", description = "Delete a key.")
  int delete(@Parameters(paramLabel = "ID", description = "The key's id.") String id) {
    context.api().run(Call.of("DELETE", PATH + "/" + Paths.segment(id)));
    context.console().note("Deleted " + id + ".");
    return ExitCode.OK.number();
  }

  @Command(
      name = "rotate",
      description = "Publish the next key that signs tokens (role admin); it signs minutes later.")
  int rotate(@Mixin Output output) {
    JsonNode keys = context.api().json(Call.of("POST", "/v1/keys/rotate")).path("items");
    output.print(
        context.console(),
        keys,
        k -> Json.text(k, "kid"),
        k -> {
          var table = new Table("KID", "SIGNS FROM", "SIGNS NOW");
          for (JsonNode key : k) {
            table.row(
                Json.text(key, "kid"),
                Json.text(key, "activeFrom"),
                key.path("signing").asBoolean() ? "yes" : "no");
          }
          table.print(context.console());
        });
    return ExitCode.OK.number();
  }

  private void table(JsonNode keys) {
    var table = new Table("ID", "NAME", "CREATED", "EXPIRES", "LAST USED");
    for (JsonNode key : keys) {
      table.row(
          Json.text(key, "id"),
          Json.text(key, "name"),
          Json.text(key, "createdAt"),
          Json.text(key, "expiresAt"),
          Json.text(key, "lastUsedAt"));
    }
    table.print(context.console());
  }
}
