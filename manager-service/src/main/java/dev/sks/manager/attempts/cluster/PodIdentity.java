package dev.sks.manager.attempts.cluster;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import dev.sks.manager.attempts.AttemptIdentity;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.UnobservableException;
import dev.sks.manager.launch.kubernetes.DriverPlaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.io.IOException;
import java.util.Optional;

/** An attempt is who runs in its driver's pod. */
@ApplicationScoped
@Typed(PodIdentity.class)
public class PodIdentity implements AttemptIdentity {

  private final PodTokens tokens;
  private final DriverPlaces drivers;

  PodIdentity(PodTokens tokens, DriverPlaces drivers) {
    this.tokens = tokens;
    this.drivers = drivers;
  }

  @Override
  public Optional<AttemptRef> verify(String token) {
    try {
      return tokens
          .verify(token)
          .flatMap(pod -> drivers.attemptIn(pod.namespace(), pod.pod(), pod.uid()));
    } catch (IOException | UnobservableException e) {
      throw new ProblemException(
          ProblemType.UNAVAILABLE, "The cluster can't be asked about its pods now: try again.");
    }
  }
}
