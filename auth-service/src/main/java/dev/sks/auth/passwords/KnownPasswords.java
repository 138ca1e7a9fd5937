package dev.sks.auth.passwords;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Violation;
import java.util.List;
import me.gosimple.nbvcxz.Nbvcxz;

/**
 * Refuses passwords that guessers try first: those of breaches, and words, names and rows of keys
 * with the usual changes. The lists are nbvcxz' (MIT licence). Slow by design: call it off the
 * event loop.
 */
final class KnownPasswords {

  /** In bits: a hundred million guesses. */
  private static final double WEAKEST = 26;

  /** What follows adds nothing a guess of the beginning would not have needed. */
  private static final int LOOKED_AT = 40;

  private final Nbvcxz guesser = new Nbvcxz();

  /**
   * Refuses.
   *
   * @throws ProblemException if the password is easily guessed
   */
  void refuse(String field, String password) {
    String start = password.substring(0, Math.min(password.length(), LOOKED_AT));
    if (guesser.estimate(start).getEntropy() < WEAKEST) {
      String message = "is one of those that are guessed first: choose an unusual one";
      throw new ProblemException(
          ProblemType.INVALID_REQUEST,
          "'%s' %s.".formatted(field, message),
          List.of(new Violation(field, message)));
    }
  }
}
