package dev.sks.manager;

import dev.sks.contract.JobSpec;
import dev.sks.contract.Problem;
import dev.sks.contract.ProblemType;
import dev.sks.manager.admission.Admission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Optional;

/** Takes every job but those that read {@value #MISSING}. */
@Alternative
@ApplicationScoped
public class OpenAdmission implements Admission {

  public static final String MISSING = "missing.txt";

  @Override
  public Optional<Problem> refusal(String tenant, JobSpec spec) {
    return spec.inputs().contains(MISSING)
        ? Optional.of(ProblemType.INPUT_MISSING.with("Store " + MISSING + " first."))
        : Optional.empty();
  }
}
