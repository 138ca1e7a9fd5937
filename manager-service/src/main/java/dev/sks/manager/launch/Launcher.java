package dev.sks.manager.launch;

import java.util.function.Consumer;

/**
 * Runs attempts in one environment. Every method is idempotent and may be called again after a
 * restart; time-outs and retries belong to the reconciler.
 */
public interface Launcher {

  /** Begins to watch over what is there already. Called once, before all else. */
  void open();

  /**
   * Creates the attempt, unless it is there already. Returns once it is created, not once it runs.
   *
   * @throws LaunchException if it can't be created
   */
  void start(AttemptLaunch launch) throws LaunchException;

  /**
   * @throws UnobservableException if nothing can be known now
   */
  Observation observe(AttemptRef attempt);

  /**
   * Like {@link #observe}, but asks for what is there now where that goes by what was heard: before
   * an attempt is given up.
   *
   * @throws UnobservableException if nothing can be known now
   */
  default Observation ask(AttemptRef attempt) {
    return observe(attempt);
  }

  /** Ends all its processes; returns at once, {@link #observe} tells when they are gone. */
  void stop(AttemptRef attempt);

  /**
   * Removes what the attempt left, except its committed output. Called once its outcome is recorded
   * and its processes are gone; keeps what is still being shipped until it is.
   */
  void forget(AttemptRef attempt);

  /** Registers whom to tell that an attempt may have changed. Hints only: some may be lost. */
  void onChange(Consumer<AttemptRef> listener);
}
