package dev.sks.auth.sessions;

import dev.sks.auth.door.People;
import dev.sks.auth.passwords.Secrets;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Ends sessions, and says which have not ended. */
@ApplicationScoped
public class SessionEnds {

  private static final String LIVING_SESSION =
      "select exists (select 1 from sessions s join users u on u.id = s.user_id"
          + " where s.id = :id and u.id = :user and s.revoked_at is null and not u.disabled)";

  private static final String LIVING_KEY =
      "select exists (select 1 from api_keys k join users u on u.id = k.user_id"
          + " where k.id = :id and u.id = :user and k.expires_at > now() and not u.disabled)";

  private final Mutiny.SessionFactory factory;
  private final Clock clock;

  SessionEnds(Mutiny.SessionFactory factory, Clock clock) {
    this.factory = factory;
    this.clock = clock;
  }

  /** Ends the family of the token, if it has one of these clients. */
  public Uni<Void> signOut(String token, Set<String> clients) {
    return factory
        .withTransaction(
            session ->
                session
                    .createMutationQuery(
                        "update Session s set s.revokedAt = :now where s.revokedAt is null"
                            + " and coalesce(s.clientId, '') in :clients"
                            + " and s.id = (select t.sessionId from RefreshToken t"
                            + " where t.hash = :hash)")
                    .setParameter("now", clock.instant())
                    .setParameter("clients", clients)
                    .setParameter("hash", Secrets.digest(token))
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Ends the session an access token names, if it is one of these clients. */
  public Uni<Void> end(String id, Set<String> clients) {
    if (!People.isSession(id)) {
      return Uni.createFrom().voidItem();
    }
    return factory
        .withTransaction(
            session ->
                session
                    .createMutationQuery(
                        "update Session s set s.revokedAt = :now where s.revokedAt is null"
                            + " and coalesce(s.clientId, '') in :clients"
                            + " and s.id = :id")
                    .setParameter("now", clock.instant())
                    .setParameter("clients", clients)
                    .setParameter("id", UUID.fromString(id))
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Whether the user is enabled, and the user's session or API key has not ended. */
  public Uni<Boolean> isAlive(UUID user, String id) {
    if (id == null) {
      return Uni.createFrom().item(false);
    }
    boolean ofSession = People.isSession(id);
    return factory.withSession(
        session ->
            session
                .createNativeQuery(ofSession ? LIVING_SESSION : LIVING_KEY, Boolean.class)
                .setParameter("user", user)
                .setParameter("id", ofSession ? UUID.fromString(id) : id)
                .getSingleResult());
  }

  /** The session of a refresh token that could be exchanged. */
  public Uni<Optional<SessionState>> find(String refreshToken) {
    return factory
        .withSession(
            session ->
                session
                    .createQuery(
                        "select new dev.sks.auth.sessions.SessionState(coalesce(s.clientId, ''),"
                            + " s.scope, cast(s.userId as string), u.name, s.tenant, s.expiresAt)"
                            + " from RefreshToken t join Session s on s.id = t.sessionId"
                            + " join User u on u.id = s.userId where t.hash = :hash"
                            + " and t.usedAt is null and s.revokedAt is null"
                            + " and s.expiresAt > :now and u.disabled = false",
                        SessionState.class)
                    .setParameter("hash", Secrets.digest(refreshToken))
                    .setParameter("now", clock.instant())
                    .getSingleResultOrNull())
        .map(Optional::ofNullable);
  }
}
