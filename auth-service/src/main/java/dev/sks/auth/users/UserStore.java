package dev.sks.auth.users;

import dev.sks.auth.door.Page;
import dev.sks.auth.tenants.TenantStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of users. */
@ApplicationScoped
public class UserStore {

  private static final String ACCOUNTS =
      "select new dev.sks.auth.users.Account(u.id, u.name, u.tenant, m.role, u.disabled,"
          + " u.createdAt) from User u join Membership m on m.userId = u.id and m.tenant = u.tenant";

  private static final long FIRST_USER_LOCK = 0x736b7303;

  private final Mutiny.SessionFactory sessions;
  private final TenantStore tenants;
  private final Clock clock;

  UserStore(Mutiny.SessionFactory sessions, TenantStore tenants, Clock clock) {
    this.sessions = sessions;
    this.tenants = tenants;
    this.clock = clock;
  }

  public Uni<Optional<Credentials>> credentials(String name) {
    return sessions
        .withSession(
            session ->
                session
                    .createQuery(
                        "select new dev.sks.auth.users.Credentials(id, passwordHash, oneTime,"
                            + " disabled, tenant) from User where name = :name",
                        Credentials.class)
                    .setParameter("name", name)
                    .getSingleResultOrNull())
        .map(Optional::ofNullable);
  }

  public Uni<Boolean> isEnabled(UUID user) {
    return sessions
        .withSession(
            session ->
                session
                    .createQuery(
                        "select 1 from User where id = :id and disabled = false", Integer.class)
                    .setParameter("id", user)
                    .getSingleResultOrNull())
        .map(Objects::nonNull);
  }

  Uni<Account> create(NewUser user, String passwordHash, boolean oneTime) {
    return sessions.withTransaction(session -> create(session, user, passwordHash, oneTime));
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
                            ? create(session, user, passwordHash, true)
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

  /** Enables or disables; a disabled user's sessions and keys end in the same transaction. */
  Uni<Optional<Account>> setDisabled(String name, boolean disabled) {
    return sessions.withTransaction(
        session ->
            session
                .createMutationQuery("update User set disabled = :disabled where name = :name")
                .setParameter("disabled", disabled)
                .setParameter("name", name)
                .executeUpdate()
                .call(() -> disabled ? endAccess(session, name) : Uni.createFrom().voidItem())
                .chain(() -> find(session, name)));
  }

  /** Replaces the password by a one-time secret; sessions end in the same transaction. */
  Uni<Optional<Account>> reset(String name, String passwordHash) {
    return sessions.withTransaction(
        session ->
            session
                .createMutationQuery(
                    "update User set passwordHash = :hash, oneTime = true where name = :name")
                .setParameter("hash", passwordHash)
                .setParameter("name", name)
                .executeUpdate()
                .call(() -> endSessions(session, name))
                .chain(() -> find(session, name)));
  }

  /** Whether there was such a user. Sessions and keys go with the row. */
  Uni<Boolean> delete(String name) {
    return sessions.withTransaction(
        session ->
            session
                .createMutationQuery("delete from User where name = :name")
                .setParameter("name", name)
                .executeUpdate()
                .map(deleted -> deleted > 0));
  }

  private static Uni<Boolean> isEmpty(Mutiny.Session session) {
    return session
        .createQuery("select count(*) from User", Long.class)
        .getSingleResult()
        .map(count -> count == 0);
  }

  private Uni<Account> create(
      Mutiny.Session session, NewUser wanted, String passwordHash, boolean oneTime) {
    var now = clock.instant();
    var user = new User();
    user.id = UUID.randomUUID();
    user.name = wanted.name();
    user.passwordHash = passwordHash;
    user.oneTime = oneTime;
    user.tenant = wanted.tenantOrOwn();
    user.createdAt = now;
    var membership = new Membership();
    membership.userId = user.id;
    membership.tenant = user.tenant;
    membership.role = wanted.roleOrDefault().word();
    return tenants
        .ensure(session, user.tenant, now)
        .chain(() -> session.persist(user))
        .chain(session::flush)
        .chain(() -> session.persist(membership))
        .chain(session::flush)
        .replaceWith(
            () ->
                new Account(
                    user.id, user.name, user.tenant, membership.role, false, user.createdAt));
  }

  private static Uni<Optional<Account>> find(Mutiny.Session session, String name) {
    return session
        .createQuery(ACCOUNTS + " where u.name = :name", Account.class)
        .setParameter("name", name)
        .getSingleResultOrNull()
        .map(Optional::ofNullable);
  }

  private static Uni<Integer> endAccess(Mutiny.Session session, String name) {
    return endSessions(session, name)
        .chain(
            () ->
                session
                    .createNativeQuery(
                        "delete from api_keys"
                            + " where user_id = (select id from users where name = :name)")
                    .setParameter("name", name)
                    .executeUpdate());
  }

  private static Uni<Integer> endSessions(Mutiny.Session session, String name) {
    return session
        .createNativeQuery(
            "update sessions set revoked_at = now() where revoked_at is null"
                + " and user_id = (select id from users where name = :name)")
        .setParameter("name", name)
        .executeUpdate();
  }
}
