package dev.sks.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sks.cli.CommandFailed;
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
    name = "session",
    description = "List and revoke sessions: your own, or a user's (role admin).",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sks admin session list",
      "  sks admin session list --user ada",
      "  sks admin session revoke ID --user ada",
      "  sks admin session revoke --all --user ada"
    })
public final class SessionCommand {

  private final Context context;

  public SessionCommand(Context context) {
    this.context = context;
  }

  @Command(name = "list", aliases = "ls", description = "List sessions that are not over.")
  int list(@Mixin OfUser user, @Mixin Output output) {
    JsonNode sessions = Pages.of(context.api(), user.path("sessions"), Map.of(), Integer.MAX_VALUE);
    output.print(context.console(), sessions, s -> Json.text(s, "id"), this::table);
    return ExitCode.OK.number();
  }

  @Command(name = "revoke", description = "End a session, or all of a user.")
  int revoke(
      @Parameters(arity = "0..1", paramLabel = "ID", description = "The session's id.") String id,
      @Option(names = "--all", description = "All sessions of the user.") boolean all,
      @Mixin OfUser user) {
    if (all == (id != null) || all && user.isSelf()) {
      throw new CommandFailed(
          ExitCode.USAGE, "Which sessions?", "Give an ID, or --all and --user NAME.");
    }
    String path = user.path("sessions");
    context.api().run(Call.of("DELETE", all ? path : path + "/" + Paths.segment(id)));
    context.console().note(all ? "Revoked all sessions." : "Revoked " + id + ".");
    return ExitCode.OK.number();
  }

  private void table(JsonNode sessions) {
    var table = new Table("ID", "CLIENT", "TENANT", "CREATED", "LAST USED", "THIS ONE");
    for (JsonNode session : sessions) {
      table.row(
          Json.text(session, "id"),
          Json.text(session, "client"),
          Json.text(session, "tenant"),
          Json.text(session, "createdAt"),
          Json.text(session, "lastUsedAt"),
          session.path("current").asBoolean() ? "yes" : "");
    }
    table.print(context.console());
  }
}
