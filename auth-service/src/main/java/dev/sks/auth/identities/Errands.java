package dev.sks.auth.identities;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The errands there are. */
@ApplicationScoped
public class Errands {

  private final Map<String, Errand> byKind;

  Errands(@All List<Errand> errands) {
    this.byKind = errands.stream().collect(Collectors.toMap(Errand::kind, Function.identity()));
  }

  /**
   * The errand of this kind.
   *
   * @throws ProblemException if there is none
   */
  public Errand find(String kind) {
    return Optional.ofNullable(byKind.get(kind)).orElseThrow(Errands::notOurs);
  }

  /** The answer to a form that is not ours. */
  public static ProblemException notOurs() {
    return new ProblemException(
        ProblemType.FORBIDDEN, "The form has grown old or was not ours: start again.");
  }
}
