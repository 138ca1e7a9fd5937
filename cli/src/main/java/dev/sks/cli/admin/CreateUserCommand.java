package dev.sks.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sks.cli.ExitCode;
import dev.sks.cli.client.Call;
import dev.sks.cli.client.Json;
import dev.sks.cli.console.Output;
import dev.sks.cli.session.Context;
import dev.sks.cli.session.Prompt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "create",
    description = "Create a user. Without a password the answer holds a one-time secret.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sks admin user create ada",
      "  sks admin user create grace --tenant navy --role owner --password-stdin < password.txt"
    })
public final class CreateUserCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "NAME", description = "The user's name, an RFC 1123 label.")
  private String name;

  @Option(
      names = "--tenant",
      description = "The user's tenant, made if new; if not given, one of the user's name.")
  private String tenant = "";

  @Option(
      names = "--role",
      description =
          "admin, owner, member or viewer; if not given, owner of an own tenant, else member.")
  private String role = "";

  @Option(names = "--password-stdin", description = "Read the password from standard input.")
  private boolean passwordFromInput;

  @Mixin private Output output;

  public CreateUserCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ObjectNode body = Json.object().put("name", name);
    if (!tenant.isEmpty()) {
      body.put("tenant", tenant);
    }
    if (!role.isEmpty()) {
      body.put("role", role);
    }
    if (passwordFromInput) {
      body.put("password", new Prompt(context.console()).line());
    }
    JsonNode user = context.api().json(Call.json("POST", UserCommand.PATH, body));
    output.print(context.console(), user, u -> Json.text(u, "name"), this::told);
    return ExitCode.OK.number();
  }

  private void told(JsonNode user) {
    UserCommand.table(context.console(), Json.array(user));
    String secret = Json.text(user, "oneTimeSecret");
    if (!secret.isEmpty()) {
      context.console().say("");
      context.console().say("One-time secret, shown only now: " + secret);
      context
          .console()
          .note("Within a day its owner signs in with it and chooses a password: sks login");
    }
  }
}
