package dev.sks.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sks.cli.CommandFailed;
import dev.sks.cli.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The server answered with an error, in the form of RFC 9457 or otherwise. */
public final class ApiProblem extends CommandFailed {

  private static final Map<String, String> ADVICE =
      Map.of(
          "unauthenticated", "Sign in with 'sks login'.",
          "invalid-credentials", "Check the name and the password, then sign in again.",
          "forbidden", "Ask an admin or your tenant's owner for the role that allows it.",
          "not-finished", "See how the job stands with 'sks status'.",
          "input-missing", "See what there is with 'sks data ls', or send it with --upload.",
          "storage-full", "Make room with 'sks data rm', or ask who runs the server.",
          "unavailable", "Try again in a moment.",
          "too-many-requests", "Try again in a moment.");

  private final int status;
  private final String code;

  private ApiProblem(int status, String code, String title, List<String> more) {
    super(ExitCode.ofStatus(status), title, more, advice(status, code));
    this.status = status;
    this.code = code;
  }

  static ApiProblem of(int status, String body) {
    JsonNode problem = Json.readLeniently(body);
    String title = Json.text(problem, "title");
    String error = Json.text(problem, "error");
    if (title.isEmpty() && !error.isEmpty()) {
      // RFC 6749, 5.2.
      return new ApiProblem(
          status,
          error,
          "The sign-in was refused",
          List.of(Json.text(problem, "error_description")));
    }
    if (title.isEmpty()) {
      return new ApiProblem(status, "", "The server answered with status " + status, List.of());
    }
    return new ApiProblem(status, Json.text(problem, "code"), title, details(problem));
  }

  /** What a problem says below its title: the detail, each field at fault, the occurrence. */
  public static List<String> details(JsonNode problem) {
    var lines = new ArrayList<String>();
    String detail = Json.text(problem, "detail");
    if (!detail.isEmpty()) {
      lines.add(detail);
    }
    for (JsonNode error : problem.path("errors")) {
      String line = error.path("line").isInt() ? ", line " + error.path("line").asInt() : "";
      lines.add(Json.text(error, "field") + line + ": " + Json.text(error, "message"));
    }
    String instance = Json.text(problem, "instance");
    if (!instance.isEmpty() && problem.path("status").asInt() >= 500) {
      lines.add("Occurrence " + instance + " in the server's log.");
    }
    return lines;
  }

  private static String advice(int status, String code) {
    String fallback = status == 401 ? ADVICE.get("unauthenticated") : "";
    return ADVICE.getOrDefault(code, fallback);
  }

  public int status() {
    return status;
  }

  /** The stable word of the server's catalogue; empty if it gave none. */
  public String code() {
    return code;
  }
}
