package dev.sks.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Json;
import dev.sks.cli.client.Pages;
import dev.sks.cli.console.Moments;
import dev.sks.cli.console.Output;
import dev.sks.cli.console.Table;
import dev.sks.cli.session.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "audit",
    description = "Read who changed what (role owner: in the own tenant; admin: everywhere).",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sks admin audit --since 1d",
      "  sks admin audit --action user.disable --target ada",
      "  sks admin audit --actor grace -o json"
    })
public final class AuditCommand implements Callable<Integer> {

  private static final int MOST = 100;

  private final Context context;

  @Option(names = "--actor", paramLabel = "NAME", description = "Only what this user did.")
  private String actor = "";

  @Option(
      names = "--action",
      description = "Only this action, such as user.disable, or all of one kind, such as user.")
  private String action = "";

  @Option(names = "--target", paramLabel = "NAME", description = "Only what was done to this.")
  private String target = "";

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Moments.class,
      description = "A time, or how long ago (2h).")
  private String since = "";

  @Option(names = "--limit", paramLabel = "N", description = "The newest N; 100 if not given.")
  private int limit = MOST;

  @Mixin private Output output;

  public AuditCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("actor", actor);
    query.put("action", action);
    query.put("target", target);
    query.put("since", since);
    JsonNode events = Pages.of(context.api(), "/v1/audit", query, limit);
    output.print(context.console(), events, e -> Json.text(e, "id"), this::table);
    return ExitCode.OK.number();
  }

  private void table(JsonNode events) {
    var table = new Table("AT", "ACTOR", "ACTION", "TARGET", "TENANT", "CHANGE", "FROM");
    for (JsonNode event : events) {
      table.row(
          Json.text(event, "at"),
          Json.text(event.path("actor"), "name"),
          Json.text(event, "action"),
          Json.text(event.path("target"), "name"),
          Json.text(event, "tenant"),
          change(event),
          Json.text(event.path("origin"), "address"));
    }
    table.print(context.console());
  }

  /** Such as {@code role: viewer -> member}. */
  private static String change(JsonNode event) {
    JsonNode before = event.path("before");
    JsonNode after = event.path("after");
    var fields = new TreeSet<String>();
    before.fieldNames().forEachRemaining(fields::add);
    after.fieldNames().forEachRemaining(fields::add);
    return fields.stream()
        .map(field -> field + ": " + change(before.path(field), after.path(field)))
        .collect(Collectors.joining(", "));
  }

  private static String change(JsonNode before, JsonNode after) {
    return before.isMissingNode()
        ? text(after)
        : text(before) + " -> " + (after.isMissingNode() ? "none" : text(after));
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
