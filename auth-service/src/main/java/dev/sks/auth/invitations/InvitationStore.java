package dev.sks.auth.invitations;

import dev.sks.auth.audit.Actor;
import dev.sks.auth.audit.Audit;
import dev.sks.auth.audit.Change;
import dev.sks.auth.passwords.Secrets;
import dev.sks.auth.users.Role;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of invitations. One that was redeemed is gone, one that is over is soon. */
@ApplicationScoped
public class InvitationStore {

  private static final int MOST = 200;

  private final Mutiny.SessionFactory factory;
  private final Audit audit;
  private final Clock clock;

  InvitationStore(Mutiny.SessionFactory factory, Audit audit, Clock clock) {
    this.factory = factory;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Uses an invitation up, in the caller's transaction. It is as good as the one who made it: void
   * once they could make it no more.
   */
  public Uni<Optional<Invited>> redeem(Mutiny.Session session, String code, Actor by) {
    return session
        .createNativeQuery(
            """
            delete from invitations i where i.code_hash = :hash and i.expires_at > :now
              and exists (select 1 from users u join memberships m on m.user_id = u.id
                where u.id = i.invited_by and not u.disabled and (m.role = 'admin'
                  or (m.role = 'owner' and m.tenant = i.tenant and i.role <> 'admin')))
            returning i.id, coalesce(i.tenant, ''), i.role
            """,
            Object[].class)
        .setParameter("hash", Secrets.digest(code))
        .setParameter("now", clock.instant())
        .getSingleResultOrNull()
        .call(
            row ->
                row == null
                    ? Uni.createFrom().voidItem()
                    : audit.note(
                        session, by, change("invitation.redeem", (String) row[0], (String) row[1])))
        .map(
            row ->
                Optional.ofNullable(row)
                    .flatMap(columns -> invited((String) columns[1], (String) columns[2])));
  }

  /** Keeps a new one, if its tenant is there and its maker has not too many. */
  Uni<Void> create(Invitation invitation, Actor by) {
    return factory.withTransaction(
        session ->
            requireTenant(session, invitation.tenant)
                .chain(() -> requireRoom(session, invitation))
                .chain(() -> session.persist(invitation))
                .chain(
                    () ->
                        audit.note(
                            session,
                            by,
                            change("invitation.create", invitation.id, invitation.tenant)
                                .to(Map.of("role", invitation.role)))));
  }

  /** Those that can be redeemed, to one tenant or to all. */
  Uni<List<Invitation>> list(Optional<String> tenant) {
    return factory.withSession(
        session ->
            session
                .createQuery(
                    "from Invitation where expiresAt > :now and (:all = true or tenant = :tenant)"
                        + " order by createdAt, id",
                    Invitation.class)
                .setParameter("now", clock.instant())
                .setParameter("all", tenant.isEmpty())
                .setParameter("tenant", tenant.orElse(""))
                .getResultList());
  }

  /** Whether there was one, to one tenant or to any. */
  Uni<Boolean> delete(String id, Optional<String> tenant, Actor by) {
    return factory.withTransaction(
        session ->
            session
                .createQuery(
                    "from Invitation where id = :id and (:all = true or tenant = :tenant)",
                    Invitation.class)
                .setParameter("id", id)
                .setParameter("all", tenant.isEmpty())
                .setParameter("tenant", tenant.orElse(""))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResultOrNull()
                .call(
                    found ->
                        found == null
                            ? Uni.createFrom().voidItem()
                            : session
                                .remove(found)
                                .chain(
                                    () ->
                                        audit.note(
                                            session,
                                            by,
                                            change("invitation.delete", id, found.tenant)
                                                .from(Map.of("role", found.role)))))
                .map(Objects::nonNull));
  }

  @Scheduled(every = "1h", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> purge() {
    return factory
        .withTransaction(
            session ->
                session
                    .createMutationQuery("delete from Invitation where expiresAt < :now")
                    .setParameter("now", clock.instant())
                    .executeUpdate())
        .replaceWithVoid();
  }

  private static Change change(String action, String id, String tenant) {
    var change = Change.of(action, "invitation", id);
    return tenant == null || tenant.isEmpty() ? change : change.in(tenant);
  }

  private static Optional<Invited> invited(String tenant, String role) {
    return Role.of(role)
        .map(known -> new Invited(Optional.of(tenant).filter(name -> !name.isEmpty()), known));
  }

  private static Uni<Void> requireTenant(Mutiny.Session session, String tenant) {
    if (tenant == null) {
      return Uni.createFrom().voidItem();
    }
    return session
        .createNativeQuery(
            "select 1 from tenants where name = :name and not deleted", Integer.class)
        .setParameter("name", tenant)
        .getSingleResultOrNull()
        .onItem()
        .ifNull()
        .failWith(
            () ->
                new ProblemException(
                    ProblemType.NOT_FOUND,
                    "There is no tenant '%s': GET /v1/tenants lists them.".formatted(tenant)))
        .replaceWithVoid();
  }

  private Uni<Void> requireRoom(Mutiny.Session session, Invitation invitation) {
    return session
        .createQuery(
            "select count(*) from Invitation where invitedBy = :by and expiresAt > :now",
            Long.class)
        .setParameter("by", invitation.invitedBy)
        .setParameter("now", clock.instant())
        .getSingleResult()
        .invoke(
            count -> {
              if (count >= MOST) {
                throw new ProblemException(
                    ProblemType.CONFLICT,
                    "You have %d open invitations: delete some first.".formatted(count));
              }
            })
        .replaceWithVoid();
  }
}
