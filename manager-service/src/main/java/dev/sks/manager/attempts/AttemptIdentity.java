package dev.sks.manager.attempts;

import dev.sks.manager.launch.AttemptRef;
import java.util.Optional;

/** Tells from its bearer token which attempt reports. */
public interface AttemptIdentity {

  /**
   * Empty if the token proves nothing.
   *
   * @param token may be null
   * @throws dev.sks.base.problem.ProblemException {@code unavailable}, if it can't be told now
   */
  Optional<AttemptRef> verify(String token);
}
