package dev.sks.manager.jobs;

/**
 * A state's answer to an event.
 *
 * @param to the next phase of a change, else null
 * @param reason one sentence for people, or null
 */
public record Move(Kind kind, Phase to, String reason) {

  /** How a state takes an event. */
  public enum Kind {
    CHANGED,
    /** The event came before, or asks for what is so already. */
    REPEATED,
    /** The state does not take it. */
    REFUSED
  }

  public boolean isChange() {
    return kind == Kind.CHANGED;
  }

  static Move to(Phase next) {
    return to(next, null);
  }

  static Move to(Phase next, String reason) {
    return new Move(Kind.CHANGED, next, reason);
  }

  static Move repeated() {
    return new Move(Kind.REPEATED, null, null);
  }

  static Move refused() {
    return new Move(Kind.REFUSED, null, null);
  }

  static Move repeatedIf(boolean same) {
    return same ? repeated() : refused();
  }
}
