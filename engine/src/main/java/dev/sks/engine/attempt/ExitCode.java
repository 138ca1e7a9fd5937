package dev.sks.engine.attempt;

/** What the process says to its launcher. */
public enum ExitCode {
  COMMITTED(0),
  /** Without a word to the manager. */
  DIED(1),
  FAILURE_REPORTED(3),
  SUPERSEDED(4),
  /** By SIGTERM, also without a word to the manager. */
  TERMINATED(128 + 15);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
