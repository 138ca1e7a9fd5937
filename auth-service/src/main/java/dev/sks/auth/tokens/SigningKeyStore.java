package dev.sks.auth.tokens;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of the signing keys. */
@ApplicationScoped
class SigningKeyStore {

  private static final String NEWEST_FIRST = "from SigningKey order by createdAt desc, kid";

  /** Any number, but the same in all replicas. */
  private static final long FIRST_KEY_LOCK = 0x736b7301;

  private final Mutiny.SessionFactory sessions;

  SigningKeyStore(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** All keys, the newest first. */
  Uni<List<SigningKey>> all() {
    return sessions.withSession(
        session -> session.createQuery(NEWEST_FIRST, SigningKey.class).getResultList());
  }

  /** All keys, after the first was made if there was none; one replica makes it, all get it. */
  Uni<List<SigningKey>> allOrFirst(SigningKey first) {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery("select 1 from pg_advisory_xact_lock(:lock)", Integer.class)
                .setParameter("lock", FIRST_KEY_LOCK)
                .getSingleResult()
                .chain(() -> session.createQuery(NEWEST_FIRST, SigningKey.class).getResultList())
                .chain(
                    keys ->
                        keys.isEmpty()
                            ? session.persist(first).replaceWith(List.of(first))
                            : Uni.createFrom().item(keys)));
  }
}
