package dev.sks.manager.launch;

import dev.sks.contract.Failure;
import java.util.Optional;

/** What can be seen of an attempt from outside. */
public sealed interface Observation {

  /** What keeps it from running or going on, in the environment's words. */
  default Optional<String> hindrance() {
    return Optional.empty();
  }

  /** Nothing of it is there, or not any more. */
  record Absent() implements Observation {}

  /**
   * It is there: its processes run, or are to run.
   *
   * @param hinderedBy what keeps them from it, or null
   */
  record Alive(String hinderedBy) implements Observation {

    public Alive() {
      this(null);
    }

    @Override
    public Optional<String> hindrance() {
      return Optional.ofNullable(hinderedBy);
    }
  }

  /**
   * Its processes are gone, or can't come any more.
   *
   * @param exitCode of the engine; see the architecture page
   * @param failure what the environment knows about its end that the attempt could not say itself
   */
  record Ended(int exitCode, Failure failure) implements Observation {}
}
