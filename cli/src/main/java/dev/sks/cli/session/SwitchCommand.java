package dev.sks.cli.session;

import dev.sks.cli.CommandFailed;
import dev.sks.cli.ExitCode;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "switch",
    description = "Work in another of your tenants from now on.",
    footerHeading = "%nExamples:%n",
    footer = {"  sks tenants", "  sks switch research"})
public final class SwitchCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "TENANT", description = "One of 'sks tenants'.")
  private String tenant;

  public SwitchCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    URI server = context.server();
    context.store().change(kept -> switched(kept, server));
    context.console().note("You work in " + tenant + " at " + server + " now.");
    return ExitCode.OK.number();
  }

  /** Under the store's lock, as a refresh: the refresh token rotates. */
  private Credentials switched(Credentials kept, URI server) {
    Login login = KeptTokens.login(kept, server.toString());
    if (login.isKey()) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "An API key is for one tenant",
          "Sign in as a person with 'sks login', or use a key of the other tenant.");
    }
    return kept.with(server.toString(), context.door(server).switched(login, tenant));
  }
}
