package dev.sks.embedded;

import dev.sks.embedded.process.ChildSpec;
import java.time.Duration;

/** One long-running part of a stack: how to prepare it, what to run, when it serves. */
public interface Component {
  String name();

  /** Before the first launch: makes data directories, claims ports. */
  void prepare();

  ChildSpec command();

  /** A cheap probe; tells whether the component serves now. */
  boolean ready();

  /** After it became ready for the first time. */
  default void firstReady() {}

  /** After its process ended, by itself or asked to. */
  default void ended(int exitCode) {}

  default Duration probeInterval() {
    return Duration.ofMillis(50);
  }

  default Duration startTimeout() {
    return Duration.ofSeconds(120);
  }
}
