package dev.sks.auth.sessions;

import dev.sks.auth.audit.Actor;
import dev.sks.auth.audit.Audit;
import dev.sks.auth.audit.Change;
import dev.sks.auth.door.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The sessions of one user that are not over: lists those that gave tokens, and ends them. */
@ApplicationScoped
class SessionListStore {

  private static final String VIEWS =
      "select new dev.sks.auth.sessions.SessionView(s.id, c.name, s.tenant, s.createdAt,"
          + " max(t.issuedAt), s.expiresAt)"
          + " from Session s join RefreshToken t on t.sessionId = s.id"
          + " left join RegisteredClient c on c.id = s.clientId"
          + " where s.userId = :user and s.revokedAt is null and s.expiresAt > :now"
          + " and cast(s.id as string) > :after"
          + " group by s.id, c.name, s.tenant, s.createdAt, s.expiresAt"
          + " order by cast(s.id as string)";

  private final Mutiny.SessionFactory factory;
  private final Audit audit;
  private final Clock clock;

  SessionListStore(Mutiny.SessionFactory factory, Audit audit, Clock clock) {
    this.factory = factory;
    this.audit = audit;
    this.clock = clock;
  }

  Uni<List<SessionView>> of(UUID user, Page.Request page) {
    return factory.withSession(
        session ->
            session
                .createQuery(VIEWS, SessionView.class)
                .setParameter("user", user)
                .setParameter("now", clock.instant())
                .setParameter("after", page.after())
                .setMaxResults(page.limit() + 1)
                .getResultList());
  }

  /** Whether the user had such a session. It is the user's own matter, so no audit hears of it. */
  Uni<Boolean> endOwn(UUID user, UUID id) {
    return factory.withTransaction(session -> end(session, user, id));
  }

  /** The same, by an administrator. */
  Uni<Boolean> end(UUID user, String name, UUID id, Actor by) {
    var change = Change.of("session.revoke", "session", id.toString()).from(Map.of("user", name));
    return factory.withTransaction(
        session ->
            end(session, user, id)
                .call(
                    ended ->
                        ended
                            ? session
                                .find(Session.class, id)
                                .chain(row -> audit.note(session, by, change.in(row.tenant)))
                            : Uni.createFrom().voidItem()));
  }

  /** How many there were. */
  Uni<Integer> endAll(UUID user, String name, Actor by) {
    return factory.withTransaction(
        session ->
            session
                .createQuery("select tenant from User where id = :user", String.class)
                .setParameter("user", user)
                .getSingleResult()
                .chain(
                    home ->
                        endAll(
                            session,
                            user,
                            Change.of("session.revoke-all", "user", name).in(home),
                            by)));
  }

  private Uni<Integer> endAll(Mutiny.Session session, UUID user, Change change, Actor by) {
    return session
        .createMutationQuery(
            "update Session s set s.revokedAt = :now"
                + " where s.userId = :user and s.revokedAt is null and s.expiresAt > :now")
        .setParameter("now", clock.instant())
        .setParameter("user", user)
        .executeUpdate()
        .call(
            ended ->
                ended == 0
                    ? Uni.createFrom().voidItem()
                    : audit.note(session, by, change.from(Map.of("sessions", ended))));
  }

  private Uni<Boolean> end(Mutiny.Session session, UUID user, UUID id) {
    return session
        .createMutationQuery(
            "update Session s set s.revokedAt = :now where s.id = :id and s.userId = :user"
                + " and s.revokedAt is null and s.expiresAt > :now")
        .setParameter("now", clock.instant())
        .setParameter("id", id)
        .setParameter("user", user)
        .executeUpdate()
        .map(ended -> ended == 1);
  }
}
