package dev.sks.ui.readmodel;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;

/** What a caller hears of a job that is not there, or not theirs. */
public final class NoSuchJob {

  private NoSuchJob() {}

  public static ProblemException problem() {
    return new ProblemException(
        ProblemType.NOT_FOUND, "There is no such job in your tenant: see GET /v1/jobs.");
  }
}
