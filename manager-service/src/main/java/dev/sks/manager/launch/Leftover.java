package dev.sks.manager.launch;

import java.io.IOException;

/** What an attempt whose outcome is recorded left in its environment. */
public interface Leftover {

  AttemptRef ref();

  /** Whether nothing of it is needed any more, such as for its log. */
  boolean isRemovable();

  /** Idempotent. */
  void remove() throws IOException;
}
