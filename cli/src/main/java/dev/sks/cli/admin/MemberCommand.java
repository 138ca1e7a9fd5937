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
    name = "member",
    description = "See and change who is in a tenant (role owner of it, or admin).",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sks admin member list research",
      "  sks admin member set research ada viewer",
      "  sks admin member remove research ada"
    })
public final class MemberCommand {

  private final Context context;

  public MemberCommand(Context context) {
    this.context = context;
  }

  @Command(name = "list", aliases = "ls", description = "List the members of a tenant.")
  int list(
      @Parameters(paramLabel = "TENANT", description = "The tenant.") String tenant,
      @Mixin Output output) {
    JsonNode members = Pages.of(context.api(), path(tenant), Map.of(), Integer.MAX_VALUE);
    output.print(context.console(), members, m -> Json.text(m, "user"), this::table);
    return ExitCode.OK.number();
  }

  @Command(
      name = "set",
      description = "Bring a user in, or change the role; sessions and keys there end.")
  int set(
      @Parameters(paramLabel = "TENANT", description = "The tenant.") String tenant,
      @Parameters(paramLabel = "USER", description = "The user.") String user,
      @Parameters(paramLabel = "ROLE", description = "owner, member or viewer (admins: admin).")
          String role,
      @Mixin Output output) {
    JsonNode member =
        context.api().json(Call.json("PUT", path(tenant, user), Json.object().put("role", role)));
    output.print(context.console(), member, m -> Json.text(m, "user"), m -> table(Json.array(m)));
    return ExitCode.OK.number();
  }

  @Command(
      name = "remove",
      aliases = "rm",
      description = "Take a user out of a tenant; sessions and keys there end.")
  int remove(
      @Parameters(paramLabel = "TENANT", description = "The tenant.") String tenant,
      @Parameters(paramLabel = "USER", description = "The user.") String user) {
    context.api().run(Call.of("DELETE", path(tenant, user)));
    context.console().note("Removed " + user + " from " + tenant + ".");
    return ExitCode.OK.number();
  }

  private void table(JsonNode members) {
    var table = new Table("USER", "ROLE", "SINCE");
    for (JsonNode member : members) {
      table.row(Json.text(member, "user"), Json.text(member, "role"), Json.text(member, "since"));
    }
    table.print(context.console());
  }

  private static String path(String tenant) {
    return "/v1/tenants/" + Paths.segment(tenant) + "/members";
  }

  private static String path(String tenant, String user) {
    return path(tenant) + "/" + Paths.segment(user);
  }
}
