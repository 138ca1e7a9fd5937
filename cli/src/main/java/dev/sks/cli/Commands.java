package dev.sks.cli;

import dev.sks.cli.admin.AdminCommand;
import dev.sks.cli.data.DataCommand;
import dev.sks.cli.jobs.CancelCommand;
import dev.sks.cli.jobs.JobsCommand;
import dev.sks.cli.jobs.LogsCommand;
import dev.sks.cli.jobs.MapReduceCommand;
import dev.sks.cli.jobs.ResultsCommand;
import dev.sks.cli.jobs.StatusCommand;
import dev.sks.cli.jobs.WatchCommand;
import dev.sks.cli.session.LoginCommand;
import dev.sks.cli.session.LogoutCommand;
import dev.sks.cli.session.SwitchCommand;
import dev.sks.cli.session.TenantsCommand;
import dev.sks.cli.session.WhoamiCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** The commands below the root, in the order of the help. */
final class Commands {

  private static final String COMPLETION = "completion";
  private static final Map<String, Class<?>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("login", LoginCommand.class);
    ALL.put("logout", LogoutCommand.class);
    ALL.put("whoami", WhoamiCommand.class);
    ALL.put("tenants", TenantsCommand.class);
    ALL.put("switch", SwitchCommand.class);
    ALL.put("data", DataCommand.class);
    ALL.put("mapreduce", MapReduceCommand.class);
    ALL.put("jobs", JobsCommand.class);
    ALL.put("status", StatusCommand.class);
    ALL.put("watch", WatchCommand.class);
    ALL.put("results", ResultsCommand.class);
    ALL.put("logs", LogsCommand.class);
    ALL.put("cancel", CancelCommand.class);
    ALL.put("admin", AdminCommand.class);
    ALL.put(COMPLETION, CompletionCommand.class);
    ALL.put("version", VersionCommand.class);
  }

  private Commands() {}

  /**
   * Adds the command the arguments name, or all where all are wanted: to read the annotations of
   * every command takes a third of the time of a start.
   */
  static void addTo(CommandLine root, String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    if (ALL.containsKey(first) && !first.equals(COMPLETION)) {
      root.addSubcommand(first, ALL.get(first));
    } else {
      ALL.forEach(root::addSubcommand);
    }
  }
}
