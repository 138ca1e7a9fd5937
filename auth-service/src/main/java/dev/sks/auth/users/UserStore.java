package dev.sks.auth.users;

import dev.sks.auth.audit.Actor;
import dev.sks.auth.audit.Audit;
import dev.sks.auth.audit.Change;
import dev.sks.auth.door.Page;
import dev.sks.auth.tenants.TenantStore;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of users. */
@ApplicationScoped
public class UserStore {

  private static final String ACCOUNTS =
      "select new dev.sks.auth.users.Account(u.id, u.name, u.tenant, m.role, u.disabled,"
          + " u.createdAt) from User u left join Membership m on m.userId = u.id and m.tenant ="
          + " u.tenant";

  private static final long FIRST_USER_LOCK = 0x736b7303;

  private final Mutiny.SessionFactory sessions;
  private final TenantStore tenants;
  private final Audit audit;
  private final Clock clock;

  UserStore(Mutiny.SessionFactory sessions, TenantStore tenants, Audit audit, Clock clock) {
    this.sessions = sessions;
    this.tenants = tenants;
    this.audit = audit;
    this.clock = clock;
  }

  public Uni<Optional<Credentials>> credentials(String name) {
    return credentialsWhere("name", name);
  }

  /** Of a user who proved in another way who they are. */
  public Uni<Optional<Credentials>> credentials(UUID user) {
    return credentialsWhere("id", user);
  }

  private Uni<Optional<Credentials>> credentialsWhere(String field, Object value) {
    return sessions
        .withSession(
            session ->
                session
                    .createQuery(
                        "select new dev.sks.auth.users.Credentials(id, passwordHash, oneTime,"
                            + " case when oneTime = true and oneTimeUntil <= :now"
                            + " then true else false end,"
                            + " disabled, tenant) from User where "
                            + field
                            + " = :value",
                        Credentials.class)
                    .setParameter("now", clock.instant())
                    .setParameter("value", value)
                    .getSingleResultOrNull())
        .map(Optional::ofNullable);
  }

  /** The name of a user who may sign in. */
  public Uni<Optional<String>> nameOf(UUID user) {
    return sessions
        .withSession(
            session ->
                session
                    .createQuery(
                        "select name from User where id = :id and disabled = false", String.class)
                    .setParameter("id", user)
                    .getSingleResultOrNull())
        .map(Optional::ofNullable);
  }

  /**
   * The id of a user.
   *
   * @throws ProblemException {@code not-found}
   */
  public Uni<UUID> idOf(String name) {
    return sessions
        .withSession(
            session ->
                session
                    .createQuery("select id from User where name = :name", UUID.class)
                    .setParameter("name", name)
                    .getSingleResultOrNull())
        .onItem()
        .ifNull()
        .failWith(UserStore::missing);
  }

  /** There is no such user. */
  static ProblemException missing() {
    return new ProblemException(
        ProblemType.NOT_FOUND, "There is no user of this name: GET /v1/users lists them.");
  }

  Uni<Account> create(NewUser user, NewPassword password, Actor by) {
    return sessions.withTransaction(session -> create(session, user, password, by));
  }

  Uni<Boolean> isEmpty() {
    return sessions.withSession(UserStore::isEmpty);
  }

  /** Creates the user if there is none at all; one replica does. Whether it was this one. */
  Uni<Boolean> createFirst(NewUser user, String passwordHash) {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery("select 1 from pg_advisory_xact_lock(:lock)", Integer.class)
                .setParameter("lock", FIRST_USER_LOCK)
                .getSingleResult()
                .chain(() -> isEmpty(session))
                .call(
                    none ->
                        none
                            ? create(
                                session, user, NewPassword.ofFirstAdmin(passwordHash), Actor.SYSTEM)
                            : Uni.createFrom().voidItem()));
  }

  Uni<List<Account>> list(Page.Request page) {
    return sessions.withSession(
        session ->
            session
                .createQuery(ACCOUNTS + " where u.name > :after order by u.name", Account.class)
                .setParameter("after", page.after())
                .setMaxResults(page.limit() + 1)
                .getResultList());
  }

  Uni<Optional<Account>> find(String name) {
    return sessions.withSession(session -> find(session, name));
  }

  private static Uni<Boolean> isEmpty(Mutiny.Session session) {
    return session
        .createQuery("select count(*) from User", Long.class)
        .getSingleResult()
        .map(count -> count == 0);
  }

  /** The same, in the caller's transaction. */
  public Uni<Account> create(
      Mutiny.Session session, NewUser wanted, NewPassword password, Actor by) {
    var now = clock.instant();
    var user = new User();
    user.id = UUID.randomUUID();
    user.name = wanted.name();
    user.passwordHash = password.hash();
    user.oneTime = password.oneTime();
    user.oneTimeUntil = password.until().orElse(null);
    user.tenant = wanted.tenantOrOwn();
    user.createdAt = now;
    var membership = new Membership();
    membership.userId = user.id;
    membership.tenant = user.tenant;
    membership.role = wanted.roleOrDefault().word();
    membership.since = now;
    return tenants
        .ensure(session, user.tenant, now)
        .call(
            made ->
                made
                    ? audit.note(session, by, TenantStore.created(user.tenant))
                    : Uni.createFrom().voidItem())
        .chain(() -> session.persist(user))
        .chain(session::flush)
        .chain(() -> session.persist(membership))
        .chain(session::flush)
        .chain(
            () ->
                audit.note(
                    session,
                    by,
                    Change.of("user.create", "user", user.name)
                        .in(user.tenant)
                        .to(Map.of("role", membership.role))))
        .replaceWith(
            () ->
                new Account(
                    user.id, user.name, user.tenant, membership.role, false, user.createdAt));
  }

  static Uni<Optional<Account>> find(Mutiny.Session session, String name) {
    return session
        .createQuery(ACCOUNTS + " where u.name = :name", Account.class)
        .setParameter("name", name)
        .getSingleResultOrNull()
        .map(Optional::ofNullable);
  }
}
