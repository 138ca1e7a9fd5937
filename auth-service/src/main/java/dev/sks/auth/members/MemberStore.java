package dev.sks.auth.members;

import dev.sks.auth.audit.Actor;
import dev.sks.auth.door.Page;
import dev.sks.auth.users.Memberships;
import dev.sks.auth.users.Role;
import dev.sks.auth.users.Standing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of memberships, by tenant and by user. */
@ApplicationScoped
class MemberStore {

  private final Mutiny.SessionFactory sessions;
  private final Memberships memberships;

  MemberStore(Mutiny.SessionFactory sessions, Memberships memberships) {
    this.sessions = sessions;
    this.memberships = memberships;
  }

  Uni<Boolean> exists(String tenant) {
    return sessions.withSession(
        session ->
            session
                .createQuery("select count(*) from Tenant where name = :tenant", Long.class)
                .setParameter("tenant", tenant)
                .getSingleResult()
                .map(count -> count == 1));
  }

  Uni<List<Member>> of(String tenant, Page.Request page) {
    return sessions.withSession(
        session ->
            session
                .createQuery(
                    "select new dev.sks.auth.members.Member(u.name, m.role, m.since)"
                        + " from Membership m join User u on u.id = m.userId"
                        + " where m.tenant = :tenant and u.name > :after order by u.name",
                    Member.class)
                .setParameter("tenant", tenant)
                .setParameter("after", page.after())
                .setMaxResults(page.limit() + 1)
                .getResultList());
  }

  /** The tenants of a user that are not deleted. */
  Uni<List<MyTenant>> of(UUID user, String current, Page.Request page) {
    return sessions.withSession(
        session ->
            session
                .createQuery(
                    "select new dev.sks.auth.members.MyTenant(m.tenant, m.role,"
                        + " case when m.tenant = u.tenant then true else false end,"
                        + " case when m.tenant = :current then true else false end)"
                        + " from Membership m join User u on u.id = m.userId"
                        + " join Tenant t on t.name = m.tenant and t.deleted = false"
                        + " where u.id = :user and m.tenant > :after order by m.tenant",
                    MyTenant.class)
                .setParameter("user", user)
                .setParameter("current", current)
                .setParameter("after", page.after())
                .setMaxResults(page.limit() + 1)
                .getResultList());
  }

  /** How the user stood before; empty if there is no such tenant or user. */
  Uni<Optional<Standing>> put(String tenant, String user, Role role, MemberRules rules, Actor by) {
    return sessions.withTransaction(
        session ->
            memberships
                .lock(session, tenant, user)
                .invoke(found -> found.ifPresent(before -> rules.mayPut(before, role)))
                .call(
                    found ->
                        found
                            .map(before -> memberships.put(session, before, role, by))
                            .orElseGet(Uni.createFrom()::voidItem)));
  }

  /** Empty if there was no such member. */
  Uni<Optional<Standing>> remove(String tenant, String user, MemberRules rules, Actor by) {
    return sessions.withTransaction(
        session ->
            memberships
                .lock(session, tenant, user)
                .map(found -> found.filter(before -> before.role().isPresent()))
                .invoke(found -> found.ifPresent(rules::mayRemove))
                .call(
                    found ->
                        found
                            .map(before -> memberships.remove(session, before, by))
                            .orElseGet(Uni.createFrom()::voidItem)));
  }

  /** The member as it is now. */
  Uni<Member> find(String tenant, String user) {
    return sessions.withSession(
        session ->
            session
                .createQuery(
                    "select new dev.sks.auth.members.Member(u.name, m.role, m.since)"
                        + " from Membership m join User u on u.id = m.userId"
                        + " where m.tenant = :tenant and u.name = :user",
                    Member.class)
                .setParameter("tenant", tenant)
                .setParameter("user", user)
                .getSingleResult());
  }
}
