package dev.sks.ui.bus;

/** Kafka did not acknowledge a record in time. */
public class NotTakenException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final boolean maybeSent;

  NotTakenException(boolean maybeSent, Throwable cause) {
    super("Kafka did not take the record", cause);
    this.maybeSent = maybeSent;
  }

  /** Whether the record may be in the topic all the same. */
  public boolean isMaybeSent() {
    return maybeSent;
  }
}
