package dev.sks.auth.identities;

import dev.sks.auth.audit.Actor;
import dev.sks.auth.audit.Audit;
import dev.sks.auth.audit.Change;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of foreign identities. */
@ApplicationScoped
public class IdentityStore {

  /** Characters of an identity that the audit shows. */
  private static final int LONGEST = 200;

  private final Mutiny.SessionFactory factory;
  private final Audit audit;
  private final Clock clock;

  IdentityStore(Mutiny.SessionFactory factory, Audit audit, Clock clock) {
    this.factory = factory;
    this.audit = audit;
    this.clock = clock;
  }

  /** Whose it is. */
  Uni<Optional<UUID>> userOf(Foreign foreign) {
    return factory
        .withSession(
            session ->
                session
                    .createQuery(
                        "select userId from ForeignIdentity"
                            + " where issuer = :issuer and subject = :subject",
                        UUID.class)
                    .setParameter("issuer", foreign.issuer())
                    .setParameter("subject", foreign.subject())
                    .getSingleResultOrNull())
        .map(Optional::ofNullable);
  }

  Uni<List<ForeignIdentity>> of(UUID user) {
    return factory.withSession(session -> of(session, user));
  }

  /** Whether it was nobody's, and now is the user's. */
  public Uni<Boolean> link(
      Mutiny.Session session, UUID user, String provider, Foreign foreign, Actor by) {
    return session
        .createNativeQuery(
            "insert into foreign_identities"
                + " (id, user_id, provider, issuer, subject, name, linked_at)"
                + " select cast(:id as uuid), u.id, :provider, :issuer, :subject, :name,"
                + " cast(:now as timestamptz)"
                + " from users u where u.id = :user and not u.disabled"
                + " on conflict do nothing")
        .setParameter("id", UUID.randomUUID())
        .setParameter("user", user)
        .setParameter("provider", provider)
        .setParameter("issuer", foreign.issuer())
        .setParameter("subject", foreign.subject())
        .setParameter("name", foreign.name())
        .setParameter("now", clock.instant())
        .executeUpdate()
        .map(rows -> rows == 1)
        .call(
            linked ->
                linked
                    ? audit.note(
                        session, by, change("identity.link", foreign.issuer(), foreign.subject()))
                    : Uni.createFrom().voidItem());
  }

  /** Whether the user had such an identity, which is gone now. */
  Uni<Boolean> unlink(UUID user, UUID id, Actor by) {
    return factory.withTransaction(
        session ->
            session
                .createQuery(
                    "from ForeignIdentity where id = :id and userId = :user", ForeignIdentity.class)
                .setParameter("id", id)
                .setParameter("user", user)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResultOrNull()
                .map(Optional::ofNullable)
                .call(
                    found ->
                        found
                            .map(identity -> unlink(session, identity, by))
                            .orElseGet(Uni.createFrom()::voidItem))
                .map(Optional::isPresent));
  }

  private static Change change(String action, String issuer, String subject) {
    String target = issuer + " " + subject;
    return Change.of(
        action, "identity", target.length() > LONGEST ? target.substring(0, LONGEST) : target);
  }

  private Uni<Void> unlink(Mutiny.Session session, ForeignIdentity identity, Actor by) {
    var change = change("identity.unlink", identity.issuer, identity.subject);
    return session
        .remove(identity)
        .chain(
            () -> audit.note(session, by, change.from(Map.of("user", identity.userId.toString()))));
  }

  private static Uni<List<ForeignIdentity>> of(Mutiny.Session session, UUID user) {
    return session
        .createQuery(
            "from ForeignIdentity where userId = :user order by linkedAt, id",
            ForeignIdentity.class)
        .setParameter("user", user)
        .getResultList();
  }
}
