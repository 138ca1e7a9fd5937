package dev.sks.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Call;
import dev.sks.cli.client.Json;
import dev.sks.cli.client.Pages;
import dev.sks.cli.client.Paths;
import dev.sks.cli.console.Console;
import dev.sks.cli.console.Output;
import dev.sks.cli.console.Table;
import dev.sks.cli.session.Context;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "user",
    description = "Create, list, change, disable, enable and delete users (role admin).",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = CreateUserCommand.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sks admin user create ada --tenant research --role member",
      "  sks admin user list",
      "  sks admin user role ada owner",
      "  sks admin user disable ada"
    })
public final class UserCommand {

  static final String PATH = "/v1/users";

  private final Context context;

  public UserCommand(Context context) {
    this.context = context;
  }

  @Command(name = "list", aliases = "ls", description = "List users.")
  int list(@Mixin Output output) {
    JsonNode users = Pages.of(context.api(), PATH, Map.of(), Integer.MAX_VALUE);
    output.print(
        context.console(), users, u -> Json.text(u, "name"), u -> table(context.console(), u));
    return ExitCode.OK.number();
  }

  @Command(name = "show", description = "Show one user.")
  int show(
      @Parameters(paramLabel = "NAME", description = "The user.") String name,
      @Mixin Output output) {
    return print(context.api().json(Call.get(path(name))), output);
  }

  @Command(
      name = "role",
      description = "Change the role in the user's home tenant; sessions and keys there end.")
  int role(
      @Parameters(paramLabel = "NAME", description = "The user.") String name,
      @Parameters(paramLabel = "ROLE", description = "admin, owner, member or viewer.") String role,
      @Mixin Output output) {
    return print(
        context.api().json(Call.json("PATCH", path(name), Json.object().put("role", role))),
        output);
  }

  @Command(name = "disable", description = "End a user's sessions and let none begin.")
  int disable(@Parameters(paramLabel = "NAME", description = "The user.") String name) {
    return setDisabled(name, true);
  }

  @Command(name = "enable", description = "Let a disabled user sign in again.")
  int enable(@Parameters(paramLabel = "NAME", description = "The user.") String name) {
    return setDisabled(name, false);
  }

  @Command(
      name = "reset",
      description = "End a user's password and sessions; a one-time secret takes its place.")
  int reset(@Parameters(paramLabel = "NAME", description = "The user.") String name) {
    JsonNode user = context.api().json(Call.of("POST", path(name) + "/reset"));
    context.console().say("One-time secret, shown only now: " + Json.text(user, "oneTimeSecret"));
    return ExitCode.OK.number();
  }

  @Command(name = "delete", aliases = "rm", description = "Delete a user.")
  int delete(@Parameters(paramLabel = "NAME", description = "The user.") String name) {
    context.api().run(Call.of("DELETE", path(name)));
    context.console().note("Deleted " + name + ".");
    return ExitCode.OK.number();
  }

  private int print(JsonNode user, Output output) {
    output.print(
        context.console(),
        user,
        u -> Json.text(u, "name"),
        u -> table(context.console(), Json.array(u)));
    return ExitCode.OK.number();
  }

  private int setDisabled(String name, boolean disabled) {
    context.api().run(Call.json("PATCH", path(name), Json.object().put("disabled", disabled)));
    context.console().note((disabled ? "Disabled " : "Enabled ") + name + ".");
    return ExitCode.OK.number();
  }

  private static String path(String name) {
    return PATH + "/" + Paths.segment(name);
  }

  static void table(Console console, JsonNode users) {
    var table = new Table("NAME", "TENANT", "ROLE", "DISABLED", "CREATED");
    for (JsonNode user : users) {
      table.row(
          Json.text(user, "name"),
          Json.text(user, "tenant"),
          Json.text(user, "role"),
          user.path("disabled").asBoolean() ? "yes" : "no",
          Json.text(user, "createdAt"));
    }
    table.print(console);
  }
}
