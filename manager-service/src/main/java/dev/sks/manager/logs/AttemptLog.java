package dev.sks.manager.logs;

import dev.sks.manager.launch.AttemptRef;
import java.util.List;

/** The log of one attempt on its way. Asked by the shipper's thread alone. */
public interface AttemptLog {

  AttemptRef ref();

  /** In the order in which they are asked; more may come until it is complete. */
  List<? extends LogSource> sources();

  /** Whether all has arrived and nothing more will come. */
  boolean isComplete();

  /** Nobody asks any more, whether it is complete or not. */
  void close();
}
