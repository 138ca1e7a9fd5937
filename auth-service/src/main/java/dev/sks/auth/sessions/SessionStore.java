package dev.sks.auth.sessions;

import dev.sks.auth.audit.SecurityEvents;
import dev.sks.auth.passwords.Secrets;
import dev.sks.auth.tokens.Holder;
import dev.sks.auth.users.Grant;
import dev.sks.auth.users.Grants;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The rows of sessions. Every step is decided by one conditional update, so that it does not matter
 * who else refreshes, disables or signs out at the same moment.
 */
@ApplicationScoped
public class SessionStore {

  /** Stands for the session resource among clients. */
  public static final String NO_CLIENT = "";

  private final Mutiny.SessionFactory factory;
  private final Grants grants;
  private final SecurityEvents events;
  private final Clock clock;
  private final Duration life;
  private final Duration grace;

  SessionStore(
      Mutiny.SessionFactory factory,
      Grants grants,
      SecurityEvents events,
      Clock clock,
      @ConfigProperty(name = "sks.session-life") Duration life,
      @ConfigProperty(name = "sks.refresh-grace") Duration grace) {
    this.factory = factory;
    this.grants = grants;
    this.events = events;
    this.clock = clock;
    this.life = life;
    this.grace = grace;
  }

  /** A session of the session resource. */
  Purpose forFirstParty() {
    return new Purpose(Optional.empty(), "", life);
  }

  /**
   * Opens a session for credentials that were proved, unless they changed since: empty then. What
   * else belongs to the same moment goes into the same transaction.
   */
  public <T> Uni<Optional<T>> open(
      Proved proved, Purpose purpose, BiFunction<Mutiny.Session, UUID, Uni<T>> then) {
    var now = clock.instant();
    Uni<Optional<T>> opened =
        factory.withTransaction(
            session ->
                confirm(session, proved, now)
                    .call(
                        confirmed ->
                            confirmed && proved.chosen()
                                ? revokeAll(session, proved.grant().user(), now)
                                : Uni.createFrom().voidItem())
                    .chain(
                        confirmed ->
                            confirmed
                                ? begin(session, proved.grant(), purpose, now)
                                    .chain(id -> then.apply(session, id))
                                    .map(Optional::of)
                                : Uni.createFrom().item(Optional.<T>empty())));
    return opened.invoke(
        done -> {
          if (done.isPresent() && proved.chosen()) {
            events.passwordChanged(proved.grant().name());
          }
        });
  }

  /** Lets a session live its whole life, and gives its first refresh token. */
  public Uni<Optional<Opened>> start(Mutiny.Session session, UUID id) {
    var now = clock.instant();
    return session
        .createMutationQuery(
            "update Session s set s.expiresAt = :end where s.id = :id and s.revokedAt is null"
                + " and s.expiresAt > :now")
        .setParameter("end", now.plus(life))
        .setParameter("id", id)
        .setParameter("now", now)
        .executeUpdate()
        .chain(
            started ->
                started == 1
                    ? session
                        .createQuery("from Session where id = :id", Session.class)
                        .setParameter("id", id)
                        .getSingleResult()
                        .chain(family -> give(session, family, Optional.empty(), now))
                    : Uni.createFrom().item(Optional.<Opened>empty()));
  }

  /**
   * Exchanges a refresh token of one of these clients. One that was used longer ago than the grace,
   * or whose successor was used, was stolen or leaked: its family ends. Empty if there is nothing
   * to get.
   */
  public Uni<Optional<Opened>> refresh(String token, Set<String> clients) {
    byte[] hash = Secrets.digest(token);
    return factory.withTransaction(
        session -> refresh(session, hash, clients, family -> family.tenant));
  }

  /** The same, for another tenant from now on, while nobody changes the user's roles. */
  Uni<Optional<Opened>> switchTo(String tenant, String token, Set<String> clients) {
    byte[] hash = Secrets.digest(token);
    return factory.withTransaction(
        session ->
            holdRoles(session, hash)
                .chain(() -> refresh(session, hash, clients, family -> tenant)));
  }

  private Uni<Optional<Opened>> refresh(
      Mutiny.Session session, byte[] hash, Set<String> clients, Function<Session, String> tenant) {
    var now = clock.instant();
    return use(session, hash, clients, now)
        .chain(
            used ->
                used
                    ? supersedeParent(session, hash).chain(() -> rotate(session, hash, tenant, now))
                    : revokeReused(session, hash, now).replaceWith(Optional.<Opened>empty()));
  }

  /** Who changes a role wants the user's row for itself. */
  private static Uni<Integer> holdRoles(Mutiny.Session session, byte[] hash) {
    return session
        .createNativeQuery(
            "select 1 from users where id = (select s.user_id from sessions s"
                + " join refresh_tokens t on t.session_id = s.id where t.hash = :hash)"
                + " for key share",
            Integer.class)
        .setParameter("hash", hash)
        .getSingleResultOrNull();
  }

  /** Ends one session. */
  public Uni<Void> revoke(Mutiny.Session session, UUID id) {
    return session
        .createMutationQuery(
            "update Session s set s.revokedAt = :now where s.id = :id and s.revokedAt is null")
        .setParameter("now", clock.instant())
        .setParameter("id", id)
        .executeUpdate()
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

  private static Uni<Boolean> confirm(Mutiny.Session session, Proved proved, Instant now) {
    var credentials = proved.credentials();
    return session
        .createMutationQuery(
            "update User u set u.signedInAt = :now, u.passwordHash = :new, u.oneTime = :oneTime"
                + " where u.id = :id and u.passwordHash = :old and u.disabled = false")
        .setParameter("now", now)
        .setParameter("new", proved.newHash().orElse(credentials.passwordHash()))
        .setParameter("oneTime", credentials.oneTime() && !proved.chosen())
        .setParameter("id", credentials.id())
        .setParameter("old", credentials.passwordHash())
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

  private static Uni<UUID> begin(
      Mutiny.Session session, Grant grant, Purpose purpose, Instant now) {
    var opened = new Session();
    opened.id = UUID.randomUUID();
    opened.userId = grant.user();
    opened.tenant = grant.tenant();
    opened.clientId = purpose.client().orElse(null);
    opened.scope = purpose.scope();
    opened.createdAt = now;
    opened.expiresAt = now.plus(purpose.life());
    return session.persist(opened).chain(session::flush).replaceWith(opened.id);
  }

  private Uni<Boolean> use(Mutiny.Session session, byte[] hash, Set<String> clients, Instant now) {
    return session
        .createMutationQuery(
            "update RefreshToken t set t.usedAt = coalesce(t.usedAt, :now) where t.hash = :hash"
                + " and (t.usedAt is null or t.usedAt > :graceBegan and t.superseded = false)"
                + " and exists (select 1 from Session s join User u on u.id = s.userId"
                + " where s.id = t.sessionId and s.revokedAt is null and s.expiresAt > :now"
                + " and coalesce(s.clientId, '') in :clients"
                + " and u.disabled = false)")
        .setParameter("now", now)
        .setParameter("hash", hash)
        .setParameter("clients", clients)
        .setParameter("graceBegan", now.minus(grace))
        .executeUpdate()
        .map(changed -> changed == 1);
  }

  private static Uni<Integer> supersedeParent(Mutiny.Session session, byte[] hash) {
    return session
        .createMutationQuery(
            "update RefreshToken p set p.superseded = true"
                + " where p.hash = (select t.parent from RefreshToken t where t.hash = :hash)")
        .setParameter("hash", hash)
        .executeUpdate();
  }

  private Uni<Optional<Opened>> rotate(
      Mutiny.Session session, byte[] hash, Function<Session, String> tenant, Instant now) {
    return session
        .createQuery(
            "select s from Session s join RefreshToken t on t.sessionId = s.id"
                + " where t.hash = :hash",
            Session.class)
        .setParameter("hash", hash)
        .getSingleResult()
        .chain(
            family -> {
              String before = family.tenant;
              family.tenant = tenant.apply(family);
              boolean other = !family.tenant.equals(before);
              return give(session, family, Optional.of(hash), now)
                  .invoke(opened -> refuseStranger(other && opened.isEmpty()));
            });
  }

  /** Nothing of the transaction stays: the refresh token is as it was. */
  private static void refuseStranger(boolean stranger) {
    if (stranger) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "You have no role in this tenant: ask one of its owners.");
    }
  }

  private Uni<Optional<Opened>> give(
      Mutiny.Session session, Session family, Optional<byte[]> parent, Instant now) {
    return grants
        .find(session, family.userId, family.tenant)
        .chain(
            grant ->
                grant.isEmpty()
                    ? Uni.createFrom().item(Optional.<Opened>empty())
                    : issue(session, family, parent, now)
                        .map(token -> Optional.of(opened(family, grant.get(), token))));
  }

  private static Opened opened(Session family, Grant grant, String refreshToken) {
    var holder =
        new Holder(grant, family.id.toString(), Optional.ofNullable(family.clientId), family.scope);
    return new Opened(holder, refreshToken, family.createdAt);
  }

  private Uni<String> revokeReused(Mutiny.Session session, byte[] hash, Instant now) {
    return session
        .createNativeQuery(
            "with ended as (update sessions s set revoked_at = :now from refresh_tokens t"
                + " where s.revoked_at is null and s.id = t.session_id and t.hash = :hash"
                + " and (t.used_at <= :graceBegan or t.superseded) returning s.id)"
                + " select cast(id as varchar) from ended",
            String.class)
        .setParameter("now", now)
        .setParameter("hash", hash)
        .setParameter("graceBegan", now.minus(grace))
        .getSingleResultOrNull()
        .onItem()
        .ifNotNull()
        .invoke(events::refreshTokenReused);
  }

  private static Uni<String> issue(
      Mutiny.Session session, Session family, Optional<byte[]> parent, Instant now) {
    String token = Secrets.random();
    var row = new RefreshToken();
    row.hash = Secrets.digest(token);
    row.sessionId = family.id;
    row.tenant = family.tenant;
    row.issuedAt = now;
    row.parent = parent.orElse(null);
    return session.persist(row).replaceWith(token);
  }
}
