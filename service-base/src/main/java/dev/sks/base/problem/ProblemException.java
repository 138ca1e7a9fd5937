package dev.sks.base.problem;

import dev.sks.contract.Problem;
import dev.sks.contract.ProblemType;
import dev.sks.contract.Violation;
import java.util.List;

/** Leaves a door as {@code application/problem+json}. */
public class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.code() + ": " + problem.detail());
    this.problem = problem;
  }

  public ProblemException(ProblemType type, String detail) {
    this(type.with(detail));
  }

  public ProblemException(ProblemType type, String detail, List<Violation> errors) {
    this(type.with(detail, errors));
  }

  public Problem problem() {
    return problem;
  }
}
