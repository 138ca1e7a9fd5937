package dev.sks.manager.logs.pods;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds how many logs are read at one time. Logs of containers that have ended have places of
 * their own: they are read and done, whereas a follow may last for days.
 */
@ApplicationScoped
class Places {

  private static final int READS = 50;

  private final Semaphore follows;
  private final Semaphore reads = new Semaphore(READS);

  Places(@ConfigProperty(name = "sks.pod-logs.follows") int follows) {
    this.follows = new Semaphore(follows);
  }

  /** A place to be given back. */
  interface Place {
    void leave();
  }

  /** Empty if all are taken. */
  Optional<Place> take(boolean ended) {
    Semaphore semaphore = ended ? reads : follows;
    return semaphore.tryAcquire() ? Optional.of(semaphore::release) : Optional.empty();
  }
}
