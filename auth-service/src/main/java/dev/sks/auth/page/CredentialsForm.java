package dev.sks.auth.page;

import dev.sks.auth.sessions.SignIn;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.Problem;
import io.quarkus.qute.TemplateInstance;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;

/** The fields of a sign-in on a page. */
public class CredentialsForm {

  @RestForm String name;
  @RestForm String password;
  @RestForm String newPassword;
  @RestForm String tenant;
  @RestForm String csrf;
  @RestForm String decision;

  public String csrf() {
    return csrf;
  }

  public boolean isDenied() {
    return "deny".equals(decision);
  }

  /**
   * What was filled in.
   *
   * @throws ProblemException if it can't be right
   */
  public SignIn signIn() {
    var wanted = new SignIn(text(name), password, newPassword(), orNull(tenant));
    wanted.check();
    return wanted;
  }

  /** The page again, with what was wrong; never with a password in it. */
  public TemplateInstance fill(TemplateInstance page, Problem problem) {
    boolean choose = "password-change-required".equals(problem.code()) || newPassword() != null;
    return fill(page, message(problem), choose, text(name), text(tenant));
  }

  /** The page for the first time. */
  public static TemplateInstance empty(TemplateInstance page, String tenant) {
    return fill(page, "", false, "", tenant);
  }

  private static TemplateInstance fill(
      TemplateInstance page, String error, boolean choose, String name, String tenant) {
    return page.data("error", error)
        .data("choose", choose)
        .data("name", name)
        .data("tenant", tenant);
  }

  /** What is wrong, for a page. */
  public static String message(Problem problem) {
    if (problem.errors().isEmpty()) {
      return "password-change-required".equals(problem.code())
          ? "This is a one-time secret: type it again, and choose a new password."
          : problem.title() + ". " + problem.detail();
    }
    return problem.errors().stream()
        .map(wrong -> label(wrong.field()) + " " + wrong.message() + ".")
        .collect(Collectors.joining(" "));
  }

  private static String label(String field) {
    return switch (field) {
      case "newPassword" -> "The new password";
      default -> "The " + field;
    };
  }

  /** As it was typed; browsers send a field that was left empty. */
  private String newPassword() {
    return "".equals(newPassword) ? null : newPassword;
  }

  private static String text(String value) {
    return value == null ? "" : value.strip();
  }

  private static String orNull(String value) {
    return text(value).isEmpty() ? null : value.strip();
  }
}
