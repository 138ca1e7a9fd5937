package dev.sks.manager.launch;

import dev.sks.contract.Failure;

/** What can be seen of an attempt from outside. */
public sealed interface Observation {

  /** Nothing of it is there, or not any more. */
  record Absent() implements Observation {}

  /** Its processes run. */
  record Alive() implements Observation {}

  /**
   * Its processes are gone.
   *
   * @param exitCode of the engine; see the architecture page
   * @param failure what the environment knows about its end that the attempt could not say itself
   */
  record Ended(int exitCode, Failure failure) implements Observation {}
}
