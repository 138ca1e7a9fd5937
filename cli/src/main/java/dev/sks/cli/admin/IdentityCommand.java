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
    name = "identity",
    description = "List, link and unlink identities of other providers: your own, or a user's.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sks admin identity link github",
      "  sks admin identity list",
      "  sks admin identity unlink ID --user ada"
    })
public final class IdentityCommand {

  private static final String OWN = "me/identities";

  private final Context context;

  public IdentityCommand(Context context) {
    this.context = context;
  }

  @Command(name = "list", aliases = "ls", description = "List what one signs in with.")
  int list(@Mixin OfUser user, @Mixin Output output) {
    JsonNode identities = Pages.of(context.api(), path(user), Map.of(), Integer.MAX_VALUE);
    output.print(context.console(), identities, i -> Json.text(i, "id"), this::table);
    return ExitCode.OK.number();
  }

  @Command(name = "link", description = "Show where to link an identity, with a browser.")
  int link(
      @Parameters(paramLabel = "PROVIDER", description = "As on the page of the sign-in.")
          String provider,
      @Mixin Output output) {
    JsonNode link =
        context.api().json(Call.of("POST", "/v1/" + OWN + "/" + Paths.segment(provider)));
    output.print(
        context.console(),
        link,
        l -> Json.text(l, "url"),
        l -> context.console().say("Open within ten minutes: " + Json.text(l, "url")));
    return ExitCode.OK.number();
  }

  @Command(name = "unlink", aliases = "rm", description = "Take an identity away.")
  int unlink(
      @Parameters(paramLabel = "ID", description = "The identity's id.") String id,
      @Mixin OfUser user) {
    context.api().run(Call.of("DELETE", path(user) + "/" + Paths.segment(id)));
    context.console().note("Unlinked " + id + ".");
    return ExitCode.OK.number();
  }

  private static String path(OfUser user) {
    return user.path(user.isSelf() ? OWN : "identities");
  }

  private void table(JsonNode identities) {
    var table = new Table("ID", "PROVIDER", "NAME", "LINKED");
    for (JsonNode identity : identities) {
      table.row(
          Json.text(identity, "id"),
          Json.text(identity, "provider"),
          Json.text(identity, "name"),
          Json.text(identity, "linkedAt"));
    }
    table.print(context.console());
  }
}
