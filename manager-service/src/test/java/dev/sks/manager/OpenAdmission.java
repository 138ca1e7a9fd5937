package dev.sks.manager;

import dev.sks.contract.JobSpec;
import dev.sks.contract.Problem;
import dev.sks.contract.ProblemType;
import dev.sks.manager.admission.Admission;
import dev.sks.manager.admission.UndecidedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes every job but those that read {@value #MISSING}; those that read {@value #LATE} when it is
 * asked again.
 */
@Alternative
@ApplicationScoped
public class OpenAdmission implements Admission {

  public static final String MISSING = "missing.txt";
  public static final String LATE = "late.txt";

  private final AtomicBoolean asked = new AtomicBoolean();

  @Override
  public Optional<Problem> refusal(String tenant, JobSpec spec) {
    if (spec.inputs().contains(LATE) && asked.compareAndSet(false, true)) {
      throw new UndecidedException("not yet", null);
    }
    return spec.inputs().contains(MISSING)
        ? Optional.of(ProblemType.INPUT_MISSING.with("Store " + MISSING + " first."))
        : Optional.empty();
  }
}
