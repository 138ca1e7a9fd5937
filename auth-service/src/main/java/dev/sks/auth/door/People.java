package dev.sks.auth.door;

import dev.sks.base.problem.ProblemException;
import dev.sks.base.token.Caller;
import dev.sks.contract.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/** Tells people, who have a session, from API keys. */
@ApplicationScoped
public class People {

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Caller caller;

  People(Caller caller) {
    this.caller = caller;
  }

  /** Whether what a token names is a person's session, and no API key. */
  public static boolean isSession(String id) {
    return id != null && UUID_TEXT.matcher(id).matches();
  }

  /**
   * For what makes a way in, or says who may what: a key that leaked must lead to nothing that
   * outlives it.
   *
   * @throws ProblemException {@code forbidden}
   */
  public void require() {
    if (!isSession(caller.session())) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "An API key can't do this, lest one that leaked leads to another way in: sign in.");
    }
  }
}
