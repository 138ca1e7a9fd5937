package dev.sks.cli.session;

import dev.sks.cli.CommandFailed;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.ApiProblem;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "login",
    description = "Sign in; the session is kept and renewed until 'sks logout'.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sks login",
      "  sks login --user ada",
      "  sks login --server https://sks.example.com --user ada --tenant research",
      "  printf '%%s\\n' \"$$PASSWORD\" | sks login --user ada --password-stdin",
      "  printf '%%s\\n' \"$$KEY_SECRET\" | sks login --api-key \"$$KEY_ID\"",
      "",
      "Without options you sign in with a browser, on this machine or another one.",
      "A one-time secret must be replaced at once: sks asks for a new password, or takes it from",
      "the second line of standard input."
    })
public final class LoginCommand implements Callable<Integer> {

  private final Context context;
  private final Prompt prompt;

  @Option(names = "--user", paramLabel = "NAME", description = "Sign in with name and password.")
  private String user = "";

  @Option(
      names = "--password-stdin",
      description = "Read the password from standard input; a second line is the new password.")
  private boolean passwordFromInput;

  @Option(names = "--tenant", description = "The tenant to work in, if you are in several.")
  private String tenant = "";

  @Option(
      names = "--api-key",
      paramLabel = "ID",
      description = "Use an API key; its secret is read from standard input.")
  private String key = "";

  @Option(names = "--insecure", description = "Send secrets over plain HTTP to another machine.")
  private boolean insecure;

  public LoginCommand(Context context) {
    this.context = context;
    this.prompt = new Prompt(context.console());
  }

  @Override
  public Integer call() {
    URI server = context.server();
    if (Servers.isExposed(server) && !insecure) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "A password sent to " + server + " could be read on the way",
          "Use https, or --insecure if you trust the network.");
    }
    Login login = login(server);
    context.store().change(kept -> signedIn(kept, server, login));
    String tenantNote = login.tenant().isEmpty() ? "" : ", tenant " + login.tenant();
    context.console().note("Signed in at " + server + " as " + login.name() + tenantNote + ".");
    return ExitCode.OK.number();
  }

  /** The login it replaces is of no more use to anybody. */
  private Credentials signedIn(Credentials kept, URI server, Login login) {
    context.endSession(kept, server);
    return kept.with(server.toString(), login).using(server.toString());
  }

  private Login login(URI server) {
    if (!key.isEmpty()) {
      return withKey(server);
    }
    boolean byName = !user.isEmpty() || passwordFromInput || !tenant.isEmpty();
    return byName ? withPassword(server) : context.deviceLogin(server).run();
  }

  private Login withKey(URI server) {
    String secret =
        context.console().inIsTerminal()
            ? prompt.askSecret("Secret of key " + key, "standard input")
            : prompt.line();
    return context.door(server).withKey(key, secret);
  }

  private Login withPassword(URI server) {
    String option = "--user NAME --password-stdin";
    String name = user.isEmpty() ? prompt.ask("Name", option) : user;
    String password =
        passwordFromInput ? prompt.line() : prompt.askSecret("Password of " + name, option);
    Door door = context.door(server);
    try {
      return door.withPassword(name, password, "", tenant);
    } catch (ApiProblem e) {
      if (!e.code().equals("password-change-required")) {
        throw e;
      }
      String fresh = passwordFromInput ? prompt.line() : newPassword(option);
      if (fresh.isEmpty()) {
        throw e;
      }
      return door.withPassword(name, password, fresh, tenant);
    }
  }

  private String newPassword(String option) {
    context.console().note("That was a one-time secret. Choose a password.");
    return prompt.askNewSecret(option);
  }
}
