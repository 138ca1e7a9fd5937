package dev.sks.auth.users;

import dev.sks.auth.audit.Actor;
import dev.sks.auth.audit.Audit;
import dev.sks.auth.audit.Change;
import dev.sks.auth.revocations.EndedKeys;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Changes who is in a tenant and as what, in the caller's transaction. With each change the user's
 * sessions and keys in that tenant end. A user's home is one of the user's tenants if there is one.
 */
@ApplicationScoped
public class Memberships {

  private static final String STANDING =
      "select u.id, u.tenant, m.role,"
          + " (select count(*) from Membership a where a.userId = u.id and a.role = 'admin'),"
          + " (select count(*) from Membership o join User other on other.id = o.userId"
          + " where o.tenant = :tenant and o.role = 'owner' and other.disabled = false"
          + " and other.id <> u.id)"
          + " from User u left join Membership m on m.userId = u.id and m.tenant = :tenant"
          + " where u.name = :user";

  private final Audit audit;

  Memberships(Audit audit) {
    this.audit = audit;
  }

  /**
   * Waits until nobody else changes the tenant's members, and no session of the user begins or goes
   * to another tenant: one begun before is there to be ended. Empty if there is no such tenant or
   * user.
   *
   * @throws ProblemException {@code conflict} if the tenant is deleted
   */
  public Uni<Optional<Standing>> lock(Mutiny.Session session, String tenant, String user) {
    return session
        .createNativeQuery(
            "select deleted from tenants where name = :tenant for no key update", Boolean.class)
        .setParameter("tenant", tenant)
        .getSingleResultOrNull()
        .invoke(deleted -> refuseDeleted(deleted, tenant))
        .chain(
            deleted ->
                deleted == null
                    ? Uni.createFrom().item(Optional.empty())
                    : lockUser(session, user).chain(() -> standing(session, tenant, user)));
  }

  /** Lets the user be in the tenant as this from now on. */
  public Uni<Void> put(Mutiny.Session session, Standing before, Role role, Actor by) {
    if (before.role().equals(Optional.of(role))) {
      return Uni.createFrom().voidItem();
    }
    var change =
        Change.of(before.role().isPresent() ? "member.role" : "member.add", "member", before.name())
            .in(before.tenant())
            .from(roleOf(before))
            .to(Map.of("role", role.word()));
    return session
        .createNativeQuery(
            "insert into memberships (user_id, tenant, role) values (:user, :tenant, :role)"
                + " on conflict (user_id, tenant) do update set role = excluded.role")
        .setParameter("user", before.user())
        .setParameter("tenant", before.tenant())
        .setParameter("role", role.word())
        .executeUpdate()
        .chain(() -> endAccess(session, before))
        .call(() -> findHome(session, before.user()))
        .chain(keys -> audit.note(session, by, change.ending(keys)))
        .chain(() -> requireAdministrator(session, before));
  }

  /** Lets the user be in the tenant no more. */
  public Uni<Void> remove(Mutiny.Session session, Standing before, Actor by) {
    var change =
        Change.of("member.remove", "member", before.name())
            .in(before.tenant())
            .from(roleOf(before));
    return session
        .createNativeQuery("delete from memberships where user_id = :user and tenant = :tenant")
        .setParameter("user", before.user())
        .setParameter("tenant", before.tenant())
        .executeUpdate()
        .chain(() -> endAccess(session, before))
        .call(() -> findHome(session, before.user()))
        .chain(keys -> audit.note(session, by, change.ending(keys)))
        .chain(() -> requireAdministrator(session, before));
  }

  private static Uni<Void> requireAdministrator(Mutiny.Session session, Standing before) {
    return before.admin() ? Administrators.requireOne(session) : Uni.createFrom().voidItem();
  }

  /** What begins a session updates the user's row, and a switch holds its key. */
  static Uni<Integer> lockUser(Mutiny.Session session, String user) {
    return session
        .createNativeQuery("select 1 from users where name = :user for update", Integer.class)
        .setParameter("user", user)
        .getSingleResultOrNull();
  }

  private static Uni<Optional<Standing>> standing(
      Mutiny.Session session, String tenant, String user) {
    return session
        .createQuery(STANDING, Object[].class)
        .setParameter("tenant", tenant)
        .setParameter("user", user)
        .getSingleResultOrNull()
        .map(Optional::ofNullable)
        .map(
            found ->
                found.map(
                    columns ->
                        new Standing(
                            (UUID) columns[0],
                            user,
                            (String) columns[1],
                            tenant,
                            Optional.ofNullable((String) columns[2]).flatMap(Role::of),
                            (Long) columns[3] > 0,
                            (Long) columns[4])));
  }

  private static Map<String, Object> roleOf(Standing standing) {
    return standing.role().<Map<String, Object>>map(r -> Map.of("role", r.word())).orElse(Map.of());
  }

  /**
   * Whoever was an administrator was one everywhere. A session that went on to another tenant
   * within the hour, which no access token outlives, may have left one behind.
   */
  private static Uni<List<String>> endAccess(Mutiny.Session session, Standing before) {
    boolean everywhere = before.role().equals(Optional.of(Role.ADMIN));
    return session
        .createNativeQuery(
            "update sessions s set revoked_at = now() where s.revoked_at is null"
                + " and s.user_id = :user and (:everywhere or s.tenant = :tenant"
                + " or exists (select 1 from refresh_tokens t where t.session_id = s.id"
                + " and t.tenant = :tenant and t.issued_at > now() - interval '1 hour'))")
        .setParameter("user", before.user())
        .setParameter("everywhere", everywhere)
        .setParameter("tenant", before.tenant())
        .executeUpdate()
        .chain(
            () ->
                everywhere
                    ? EndedKeys.where(session, "user_id = :user", Map.of("user", before.user()))
                    : EndedKeys.where(
                        session,
                        "user_id = :user and tenant = :tenant",
                        Map.of("user", before.user(), "tenant", before.tenant())));
  }

  /** The membership there was first, if the home is none; without any the home stays. */
  private static Uni<Integer> findHome(Mutiny.Session session, UUID user) {
    return session
        .createNativeQuery(
            "update users u set tenant = (select m.tenant from memberships m"
                + " where m.user_id = u.id order by m.since, m.tenant limit 1)"
                + " where u.id = :user"
                + " and exists (select 1 from memberships m where m.user_id = u.id)"
                + " and not exists (select 1 from memberships m"
                + " where m.user_id = u.id and m.tenant = u.tenant)")
        .setParameter("user", user)
        .executeUpdate();
  }

  private static void refuseDeleted(Boolean deleted, String tenant) {
    if (Boolean.TRUE.equals(deleted)) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "The tenant '%s' was deleted: restore it to change its members.".formatted(tenant));
    }
  }
}
