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
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "invite",
    description = "Invite people to sign up (role owner, or admin).",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sks admin invite create",
      "  sks admin invite create --tenant research --role viewer",
      "  sks admin invite list",
      "  sks admin invite revoke ID"
    })
public final class InviteCommand {

  private static final String PATH = "/v1/invitations";

  private final Context context;

  public InviteCommand(Context context) {
    this.context = context;
  }

  @Command(name = "create", description = "Make an invitation; its code is shown once.")
  int create(
      @Option(names = "--tenant", description = "The tenant to come into.") String tenant,
      @Option(names = "--role", description = "The role in it.") String role,
      @Mixin Output output) {
    ObjectNode body = Json.object();
    if (tenant != null) {
      body.put("tenant", tenant);
    }
    if (role != null) {
      body.put("role", role);
    }
    JsonNode invitation = context.api().json(Call.json("POST", PATH, body));
    output.print(context.console(), invitation, i -> Json.text(i, "id"), this::told);
    return ExitCode.OK.number();
  }

  @Command(name = "list", aliases = "ls", description = "List invitations nobody has used.")
  int list(@Mixin Output output) {
    JsonNode invitations = Pages.of(context.api(), PATH, Map.of(), Integer.MAX_VALUE);
    output.print(context.console(), invitations, i -> Json.text(i, "id"), this::table);
    return ExitCode.OK.number();
  }

  @Command(name = "revoke", description = "Take an invitation back.")
  int revoke(@Parameters(paramLabel = "ID", description = "The invitation's id.") String id) {
    context.api().run(Call.of("DELETE", PATH + "/" + Paths.segment(id)));
    context.console().note("Revoked " + id + ".");
    return ExitCode.OK.number();
  }

  private void told(JsonNode invitation) {
    table(Json.array(invitation));
    context.console().say("");
    context.console().say("Code, shown only now: " + Json.text(invitation, "code"));
  }

  private void table(JsonNode invitations) {
    var table = new Table("ID", "TENANT", "ROLE", "EXPIRES");
    for (JsonNode invitation : invitations) {
      table.row(
          Json.text(invitation, "id"),
          Json.text(invitation, "tenant"),
          Json.text(invitation, "role"),
          Json.text(invitation, "expiresAt"));
    }
    table.print(context.console());
  }
}
