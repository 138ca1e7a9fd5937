package dev.sks.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Json;
import dev.sks.cli.client.Pages;
import dev.sks.cli.console.Output;
import dev.sks.cli.console.Table;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "tenants",
    description = "List the tenants you are in, and your role in each.",
    footerHeading = "%nExamples:%n",
    footer = {"  sks tenants", "  sks switch research"})
public final class TenantsCommand implements Callable<Integer> {

  private final Context context;

  @Mixin private Output output;

  public TenantsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    JsonNode tenants = Pages.of(context.api(), "/v1/me/tenants", Map.of(), Integer.MAX_VALUE);
    output.print(context.console(), tenants, t -> Json.text(t, "tenant"), this::table);
    return ExitCode.OK.number();
  }

  private void table(JsonNode tenants) {
    var table = new Table("TENANT", "ROLE", "HOME", "CURRENT");
    for (JsonNode tenant : tenants) {
      table.row(
          Json.text(tenant, "tenant"),
          Json.text(tenant, "role"),
          tenant.path("home").asBoolean() ? "yes" : "",
          tenant.path("current").asBoolean() ? "yes" : "");
    }
    table.print(context.console());
  }
}
