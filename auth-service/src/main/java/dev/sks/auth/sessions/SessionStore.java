package dev.sks.auth.sessions;

import dev.sks.auth.passwords.Secrets;
import dev.sks.auth.users.Credentials;
import dev.sks.auth.users.Grant;
import dev.sks.auth.users.Grants;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The rows of sessions. Every step is decided by one conditional update, so that it does not matter
 * who else refreshes, disables or signs out at the same moment.
 */
@ApplicationScoped
class SessionStore {

  /** A session that gives tokens: what to say in the access token, and the next refresh token. */
  record Opened(Grant grant, String refreshToken) {}

  private final Mutiny.SessionFactory factory;
  private final Grants grants;
  private final Clock clock;
  private final Duration life;
  private final Duration grace;

  SessionStore(
      Mutiny.SessionFactory factory,
      Grants grants,
      Clock clock,
      @ConfigProperty(name = "sks.session-life") Duration life,
      @ConfigProperty(name = "sks.refresh-grace") Duration grace) {
    this.factory = factory;
    this.grants = grants;
    this.clock = clock;
    this.life = life;
    this.grace = grace;
  }

  /**
   * Opens a session for credentials that were proved, unless they changed since: empty then.
   *
   * @param newHash replaces the password, and ends the user's other sessions
   */
  Uni<Optional<Opened>> open(Credentials proved, Optional<String> newHash, Grant grant) {
    var now = clock.instant();
    return factory.withTransaction(
        session ->
            confirm(session, proved, newHash, now)
                .call(
                    confirmed ->
                        confirmed && newHash.isPresent()
                            ? revokeAll(session, proved.id(), now)
                            : Uni.createFrom().voidItem())
                .chain(
                    confirmed ->
                        confirmed
                            ? begin(session, grant, now).map(Optional::of)
                            : Uni.createFrom().item(Optional.<Opened>empty())));
  }

  /**
   * Exchanges a refresh token. One that was used longer ago than the grace was stolen or leaked:
   * its family ends. Empty if there is nothing to get.
   */
  Uni<Optional<Opened>> refresh(String token) {
    var now = clock.instant();
    byte[] hash = Secrets.digest(token);
    return factory.withTransaction(
        session ->
            use(session, hash, now)
                .chain(
                    used ->
                        used
                            ? rotate(session, hash, now)
                            : revokeReused(session, hash, now)
                                .replaceWith(Optional.<Opened>empty())));
  }

  /** Ends the family of the token, if it has one. */
  Uni<Void> signOut(String token) {
    return factory
        .withTransaction(
            session ->
                session
                    .createMutationQuery(
                        "update Session s set s.revokedAt = :now where s.revokedAt is null"
                            + " and s.id = (select t.sessionId from RefreshToken t"
                            + " where t.hash = :hash)")
                    .setParameter("now", clock.instant())
                    .setParameter("hash", Secrets.digest(token))
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Removes the sessions that ended before, and their tokens with them. */
  Uni<Integer> purge(Instant before) {
    return factory.withTransaction(
        session ->
            session
                .createMutationQuery(
                    "delete from Session s where s.expiresAt < :before or s.revokedAt < :before")
                .setParameter("before", before)
                .executeUpdate());
  }

  private static Uni<Boolean> confirm(
      Mutiny.Session session, Credentials proved, Optional<String> newHash, Instant now) {
    return session
        .createMutationQuery(
            "update User u set u.signedInAt = :now, u.passwordHash = :new, u.oneTime = :oneTime"
                + " where u.id = :id and u.passwordHash = :old and u.disabled = false")
        .setParameter("now", now)
        .setParameter("new", newHash.orElse(proved.passwordHash()))
        .setParameter("oneTime", proved.oneTime() && newHash.isEmpty())
        .setParameter("id", proved.id())
        .setParameter("old", proved.passwordHash())
        .executeUpdate()
        .map(changed -> changed == 1);
  }

  private static Uni<Integer> revokeAll(Mutiny.Session session, UUID user, Instant now) {
    return session
        .createMutationQuery(
            "update Session s set s.revokedAt = :now"
                + " where s.userId = :user and s.revokedAt is null")
        .setParameter("now", now)
        .setParameter("user", user)
        .executeUpdate();
  }

  private Uni<Opened> begin(Mutiny.Session session, Grant grant, Instant now) {
    var opened = new Session();
    opened.id = UUID.randomUUID();
    opened.userId = grant.user();
    opened.tenant = grant.tenant();
    opened.createdAt = now;
    opened.expiresAt = now.plus(life);
    return session
        .persist(opened)
        .chain(session::flush)
        .chain(() -> issue(session, opened.id, now))
        .map(token -> new Opened(grant, token));
  }

  private Uni<Boolean> use(Mutiny.Session session, byte[] hash, Instant now) {
    return session
        .createMutationQuery(
            "update RefreshToken t set t.usedAt = coalesce(t.usedAt, :now) where t.hash = :hash"
                + " and (t.usedAt is null or t.usedAt > :graceBegan)"
                + " and exists (select 1 from Session s join User u on u.id = s.userId"
                + " where s.id = t.sessionId and s.revokedAt is null and s.expiresAt > :now"
                + " and u.disabled = false)")
        .setParameter("now", now)
        .setParameter("hash", hash)
        .setParameter("graceBegan", now.minus(grace))
        .executeUpdate()
        .map(changed -> changed == 1);
  }

  private Uni<Optional<Opened>> rotate(Mutiny.Session session, byte[] hash, Instant now) {
    return session
        .createQuery(
            "select s from Session s join RefreshToken t on t.sessionId = s.id"
                + " where t.hash = :hash",
            Session.class)
        .setParameter("hash", hash)
        .getSingleResult()
        .chain(
            family ->
                grants
                    .find(session, family.userId, family.tenant)
                    .chain(
                        grant ->
                            grant.isEmpty()
                                ? Uni.createFrom().item(Optional.<Opened>empty())
                                : issue(session, family.id, now)
                                    .map(token -> Optional.of(new Opened(grant.get(), token)))));
  }

  private Uni<Integer> revokeReused(Mutiny.Session session, byte[] hash, Instant now) {
    return session
        .createMutationQuery(
            "update Session s set s.revokedAt = :now where s.revokedAt is null"
                + " and s.id = (select t.sessionId from RefreshToken t"
                + " where t.hash = :hash and t.usedAt <= :graceBegan)")
        .setParameter("now", now)
        .setParameter("hash", hash)
        .setParameter("graceBegan", now.minus(grace))
        .executeUpdate();
  }

  private static Uni<String> issue(Mutiny.Session session, UUID family, Instant now) {
    String token = Secrets.random();
    var row = new RefreshToken();
    row.hash = Secrets.digest(token);
    row.sessionId = family;
    row.issuedAt = now;
    return session.persist(row).replaceWith(token);
  }
}
