package dev.sks.auth.revocations;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of the outbox; of sessions and keys triggers write them. */
@ApplicationScoped
public class RevocationStore {

  private final Mutiny.SessionFactory factory;
  private final Clock clock;

  RevocationStore(Mutiny.SessionFactory factory, Clock clock) {
    this.factory = factory;
    this.clock = clock;
  }

  /** Ends a single token, by its id. */
  public Uni<Void> note(String token) {
    var row = new Revocation();
    row.session = token;
    row.at = clock.instant();
    return factory.withTransaction(session -> session.persist(row));
  }
}
