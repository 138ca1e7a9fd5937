package dev.sks.auth.signup;

import dev.sks.auth.identities.Errand;
import dev.sks.auth.page.FormPages;
import dev.sks.auth.users.UserStore;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** A sign-up for its own sake; with a linked identity there is nothing left to do. */
@ApplicationScoped
class SignUpErrand implements Errand {

  static final String KIND = "sign-up";

  private final UserStore users;
  private final FormPages pages;

  SignUpErrand(UserStore users, FormPages pages) {
    this.users = users;
    this.pages = pages;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Uni<List<URI>> check(String request) {
    return Uni.createFrom().item(List.of());
  }

  @Override
  public Uni<Response> goOn(UUID user, String request) {
    return users
        .nameOf(user)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new ProblemException(
                            ProblemType.FORBIDDEN,
                            "Your account has ended: ask an administrator.")))
        .chain(
            name ->
                pages.message(
                    200,
                    "You have an account",
                    "It is '%s'. Sign in at your application or with sks login.".formatted(name)));
  }
}
