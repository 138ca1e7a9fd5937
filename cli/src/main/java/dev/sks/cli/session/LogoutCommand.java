package dev.sks.cli.session;

import dev.sks.cli.ExitCode;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "logout",
    description = "End the session, at the server and here.",
    footerHeading = "%nExample:%n",
    footer = "  sks logout")
public final class LogoutCommand implements Callable<Integer> {

  private final Context context;

  public LogoutCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    URI server = context.server();
    context.store().change(kept -> signedOut(kept, server));
    context.console().note("Signed out at " + server + ".");
    return ExitCode.OK.number();
  }

  private Credentials signedOut(Credentials kept, URI server) {
    context.endSession(kept, server);
    return kept.without(server.toString());
  }
}
