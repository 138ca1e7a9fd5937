package dev.sks.auth.tokens;

import dev.sks.auth.audit.Actor;
import dev.sks.auth.audit.Audit;
import dev.sks.auth.audit.Change;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of the signing keys. */
@ApplicationScoped
class SigningKeyStore {

  private static final String NEWEST_FIRST = "from SigningKey order by activeFrom desc, kid";

  /** Any number, but the same in all replicas. */
  private static final long KEY_LOCK = 0x736b7301;

  private final Mutiny.SessionFactory sessions;
  private final Audit audit;

  SigningKeyStore(Mutiny.SessionFactory sessions, Audit audit) {
    this.sessions = sessions;
    this.audit = audit;
  }

  /** All keys, the one that signs last first. */
  Uni<List<SigningKey>> all() {
    return sessions.withSession(
        session -> session.createQuery(NEWEST_FIRST, SigningKey.class).getResultList());
  }

  /** All keys, after the first was made if there was none; one replica makes it, all get it. */
  Uni<List<SigningKey>> allOrFirst(SigningKey first) {
    return sessions.withTransaction(
        session ->
            lockedKeys(session)
                .chain(
                    keys ->
                        keys.isEmpty()
                            ? session.persist(first).replaceWith(List.of(first))
                            : Uni.createFrom().item(keys)));
  }

  /** All keys, after the next was added unless one waits for its time already. */
  Uni<List<SigningKey>> addNext(SigningKey next, Instant now, Actor by) {
    return sessions.withTransaction(
        session ->
            lockedKeys(session)
                .chain(
                    keys ->
                        keys.get(0).activeFrom.isAfter(now)
                            ? Uni.createFrom().item(keys)
                            : session
                                .persist(next)
                                .chain(() -> audit.note(session, by, published(next)))
                                .replaceWith(
                                    () -> Stream.concat(Stream.of(next), keys.stream()).toList())));
  }

  /** Removes the keys whose successor signs since before this time. */
  Uni<Integer> retire(Instant before) {
    return sessions.withTransaction(
        session ->
            session
                .createMutationQuery(
                    "delete from SigningKey k where exists (select 1 from SigningKey n"
                        + " where n.activeFrom > k.activeFrom and n.activeFrom < :before)")
                .setParameter("before", before)
                .executeUpdate());
  }

  private static Change published(SigningKey next) {
    return Change.of("signing-key.rotate", "signing-key", next.kid)
        .to(Map.of("activeFrom", next.activeFrom.toString()));
  }

  private static Uni<List<SigningKey>> lockedKeys(Mutiny.Session session) {
    return session
        .createNativeQuery("select 1 from pg_advisory_xact_lock(:lock)", Integer.class)
        .setParameter("lock", KEY_LOCK)
        .getSingleResult()
        .chain(() -> session.createQuery(NEWEST_FIRST, SigningKey.class).getResultList());
  }
}
