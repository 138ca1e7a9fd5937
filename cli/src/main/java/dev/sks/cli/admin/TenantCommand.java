package dev.sks.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sks.cli.CommandFailed;
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
    name = "tenant",
    description = "Create, bound, delete and restore tenants (role admin).",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sks admin tenant create research --cpu 16 --memory 64Gi --pods 100",
      "  sks admin tenant quota research --cpu 32",
      "  sks admin tenant delete research"
    })
public final class TenantCommand {

  private static final String PATH = "/v1/tenants";

  private final Context context;

  public TenantCommand(Context context) {
    this.context = context;
  }

  /** What all pods of a tenant together may use. */
  static final class Quota {

    @Option(names = "--cpu", description = "Cores, such as 500m or 16.")
    private String cpu = "";

    @Option(names = "--memory", description = "Memory, such as 64Gi.")
    private String memory = "";

    @Option(names = "--pods", description = "Pods at the same time.")
    private Integer pods;

    /** What was given of it. */
    private ObjectNode json() {
      ObjectNode quota = Json.object();
      if (!cpu.isEmpty()) {
        quota.put("cpu", cpu);
      }
      if (!memory.isEmpty()) {
        quota.put("memory", memory);
      }
      if (pods != null) {
        quota.put("pods", pods);
      }
      return quota;
    }
  }

  @Command(name = "list", aliases = "ls", description = "List tenants, the deleted ones too.")
  int list(@Mixin Output output) {
    JsonNode tenants = Pages.of(context.api(), PATH, Map.of(), Integer.MAX_VALUE);
    output.print(context.console(), tenants, t -> Json.text(t, "name"), this::table);
    return ExitCode.OK.number();
  }

  @Command(name = "show", description = "Show one tenant; members see their own.")
  int show(
      @Parameters(paramLabel = "NAME", description = "The tenant.") String name,
      @Mixin Output output) {
    return print(context.api().json(Call.get(path(name))), output);
  }

  @Command(name = "create", description = "Create a tenant.")
  int create(
      @Parameters(paramLabel = "NAME", description = "Its name, an RFC 1123 label.") String name,
      @Mixin Quota quota,
      @Mixin Output output) {
    ObjectNode body = Json.object().put("name", name);
    if (!quota.json().isEmpty()) {
      body.set("quota", quota.json());
    }
    return print(context.api().json(Call.json("POST", PATH, body)), output);
  }

  @Command(name = "quota", description = "Change what a tenant may use; the rest stays.")
  int quota(
      @Parameters(paramLabel = "NAME", description = "The tenant.") String name,
      @Mixin Quota quota,
      @Mixin Output output) {
    if (quota.json().isEmpty()) {
      throw new CommandFailed(
          ExitCode.USAGE, "Nothing to change", "Give --cpu, --memory or --pods.");
    }
    ObjectNode body = Json.object();
    body.set("quota", quota.json());
    return print(context.api().json(Call.json("PATCH", path(name), body)), output);
  }

  @Command(
      name = "delete",
      aliases = "rm",
      description = "Delete a tenant. Its data and namespace go after a time of grace.")
  int delete(
      @Parameters(paramLabel = "NAME", description = "The tenant.") String name,
      @Option(names = "--yes", description = "Don't ask for the name again.") boolean yes) {
    if (!yes) {
      confirm(name);
    }
    JsonNode tenant =
        context.api().json(Call.of("DELETE", Paths.query(path(name), Map.of("confirm", name))));
    context
        .console()
        .note(
            "Deleted %s. Until %s 'sks admin tenant restore %s' brings it back."
                .formatted(name, Json.text(tenant, "restorableUntil"), name));
    return ExitCode.OK.number();
  }

  @Command(name = "restore", description = "Bring a deleted tenant back within its time of grace.")
  int restore(@Parameters(paramLabel = "NAME", description = "The tenant.") String name) {
    context.api().run(Call.of("POST", path(name) + "/restore"));
    context.console().note("Restored " + name + ".");
    return ExitCode.OK.number();
  }

  private void confirm(String name) {
    String typed =
        new Prompt(context.console())
            .ask("This deletes all data and jobs of the tenant. Type its name", "--yes");
    if (!name.equals(typed)) {
      throw new CommandFailed(
          ExitCode.USAGE, "That is not its name, nothing was deleted", "Try again.");
    }
  }

  private int print(JsonNode tenant, Output output) {
    output.print(context.console(), tenant, t -> Json.text(t, "name"), t -> table(Json.array(t)));
    return ExitCode.OK.number();
  }

  private void table(JsonNode tenants) {
    var table = new Table("NAME", "CPU", "MEMORY", "PODS", "CREATED", "GOES");
    for (JsonNode tenant : tenants) {
      JsonNode quota = tenant.path("quota");
      table.row(
          Json.text(tenant, "name"),
          Json.text(quota, "cpu"),
          Json.text(quota, "memory"),
          Json.text(quota, "pods"),
          Json.text(tenant, "createdAt"),
          Json.text(tenant, "restorableUntil"));
    }
    table.print(context.console());
  }

  private static String path(String name) {
    return PATH + "/" + Paths.segment(name);
  }
}
