package dev.sks.auth.identities;

import dev.sks.auth.audit.Actor;
import dev.sks.auth.audit.Audit;
import dev.sks.auth.audit.Change;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of foreign identities. */
@ApplicationScoped
public class IdentityStore {

  /** Characters of an identity that the audit shows. */
  private static final int LONGEST = 200;

  /** What came of a wish to unlink. */
  enum Unlinked {
    DONE,
    MISSING,
    ONLY_WAY_IN
  }

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

  /**
   * Unlinks, unless nothing else would be left to sign in with.
   *
   * @param usable providers there are
   */
  Uni<Unlinked> unlink(UUID user, UUID id, Set<String> usable, Actor by) {
    return factory.withTransaction(
        session ->
            hasPassword(session, user)
                .chain(
                    password ->
                        of(session, user)
                            .chain(all -> unlink(session, all, id, password, usable, by))));
  }

  private static Change change(String action, String issuer, String subject) {
    String target = issuer + " " + subject;
    return Change.of(
        action, "identity", target.length() > LONGEST ? target.substring(0, LONGEST) : target);
  }

  private Uni<Unlinked> unlink(
      Mutiny.Session session,
      List<ForeignIdentity> all,
      UUID id,
      boolean password,
      Set<String> usable,
      Actor by) {
    var wanted = all.stream().filter(identity -> identity.id.equals(id)).findFirst();
    if (wanted.isEmpty()) {
      return Uni.createFrom().item(Unlinked.MISSING);
    }
    boolean other =
        all.stream()
            .anyMatch(identity -> !identity.id.equals(id) && usable.contains(identity.provider));
    return password || other
        ? session
            .remove(wanted.get())
            .chain(
                () ->
                    audit.note(
                        session,
                        by,
                        change("identity.unlink", wanted.get().issuer, wanted.get().subject)))
            .replaceWith(Unlinked.DONE)
        : Uni.createFrom().item(Unlinked.ONLY_WAY_IN);
  }

  /** The lock lets no two unlink the last two at once. */
  private static Uni<Boolean> hasPassword(Mutiny.Session session, UUID user) {
    return session
        .createNativeQuery(
            "select password_hash <> '' from users where id = :user for update", Boolean.class)
        .setParameter("user", user)
        .getSingleResultOrNull()
        .map(Boolean.TRUE::equals);
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
