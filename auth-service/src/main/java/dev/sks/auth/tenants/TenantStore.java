package dev.sks.auth.tenants;

import dev.sks.auth.audit.Actor;
import dev.sks.auth.audit.Audit;
import dev.sks.auth.audit.Change;
import dev.sks.auth.door.Page;
import dev.sks.auth.revocations.EndedKeys;
import dev.sks.base.json.BusJson;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import dev.sks.contract.TenantQuota;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of tenants and of their outbox. */
@ApplicationScoped
public class TenantStore {

  /** Any number, but the same in all replicas: one publishes at a time, so order holds. */
  private static final long OUTBOX_LOCK = 0x736b7302;

  private final Mutiny.SessionFactory sessions;
  private final Audit audit;

  TenantStore(Mutiny.SessionFactory sessions, Audit audit) {
    this.sessions = sessions;
    this.audit = audit;
  }

  /** What the audit says of a new tenant, unless it has a quota of its own. */
  public static Change created(String name) {
    return Change.of("tenant.create", "tenant", name)
        .in(name)
        .to(Map.of("quota", TenantQuota.DEFAULT));
  }

  /**
   * Creates the tenant if there is none, and notes it for the bus, in the caller's transaction.
   * Whether it did: the caller knows who it was for and tells the audit.
   *
   * @throws ProblemException {@code conflict} if it is deleted
   */
  public Uni<Boolean> ensure(Mutiny.Session session, String name, Instant now) {
    return insert(session, Tenant.of(name, TenantQuota.DEFAULT, now))
        .call(
            created ->
                created
                    ? Uni.createFrom().voidItem()
                    : session.find(Tenant.class, name).invoke(TenantStore::refuseDeleted));
  }

  /** Creates the tenant and notes it for the bus, unless one has the name, even a deleted one. */
  public Uni<Boolean> create(Mutiny.Session session, String name, Instant now) {
    return insert(session, Tenant.of(name, TenantQuota.DEFAULT, now));
  }

  /** Whether there was none of this name. */
  Uni<Boolean> create(Tenant tenant, Actor by) {
    var change = created(tenant.name).to(Map.of("quota", tenant.quota()));
    return sessions.withTransaction(
        session ->
            insert(session, tenant)
                .call(
                    created ->
                        created ? audit.note(session, by, change) : Uni.createFrom().voidItem()));
  }

  Uni<Optional<Tenant>> find(String name) {
    return sessions
        .withSession(session -> session.find(Tenant.class, name))
        .map(Optional::ofNullable);
  }

  Uni<List<Tenant>> list(Page.Request page) {
    return sessions.withSession(
        session ->
            session
                .createQuery("from Tenant where name > :after order by name", Tenant.class)
                .setParameter("after", page.after())
                .setMaxResults(page.limit() + 1)
                .getResultList());
  }

  /**
   * Changes a tenant while nobody else does, and notes it for the bus.
   *
   * @param change makes the change and says what it was; empty if there is nothing to change
   */
  Uni<Optional<Tenant>> change(String name, Function<Tenant, Optional<Change>> change, Actor by) {
    return sessions.withTransaction(session -> change(session, name, change, by));
  }

  /** Marks it deleted; its sessions and keys end in the same transaction. */
  Uni<Optional<Tenant>> delete(String name, Instant now, Actor by) {
    return sessions.withTransaction(
        session ->
            lock(session, name)
                .call(
                    found ->
                        found
                            .filter(tenant -> !tenant.deleted)
                            .map(tenant -> delete(session, tenant, now, by))
                            .orElseGet(Uni.createFrom()::voidItem)));
  }

  /** The oldest entries, or none while another replica publishes. */
  Uni<List<OutboxEntry>> takeOutbox(Mutiny.Session session, int most) {
    return session
        .createNativeQuery("select pg_try_advisory_xact_lock(:lock)", Boolean.class)
        .setParameter("lock", OUTBOX_LOCK)
        .getSingleResult()
        .chain(
            taken ->
                taken
                    ? session
                        .createQuery("from OutboxEntry order by id", OutboxEntry.class)
                        .setMaxResults(most)
                        .getResultList()
                    : Uni.createFrom().item(List.of()));
  }

  private static Uni<Boolean> insert(Mutiny.Session session, Tenant tenant) {
    return session
        .createNativeQuery(
            "insert into tenants (name, generation, deleted, created_at, cpu, memory, pods)"
                + " values (:name, :generation, false, :now, :cpu, :memory, :pods)"
                + " on conflict do nothing")
        .setParameter("name", tenant.name)
        .setParameter("generation", tenant.generation)
        .setParameter("now", tenant.createdAt)
        .setParameter("cpu", tenant.cpu)
        .setParameter("memory", tenant.memory)
        .setParameter("pods", tenant.pods)
        .executeUpdate()
        .map(rows -> rows == 1)
        .call(created -> created ? publish(session, tenant) : Uni.createFrom().voidItem());
  }

  private Uni<Optional<Tenant>> change(
      Mutiny.Session session, String name, Function<Tenant, Optional<Change>> change, Actor by) {
    return lock(session, name)
        .call(
            found ->
                found
                    .flatMap(
                        tenant -> change.apply(tenant).map(made -> keep(session, tenant, made, by)))
                    .orElseGet(Uni.createFrom()::voidItem));
  }

  private static Uni<Optional<Tenant>> lock(Mutiny.Session session, String name) {
    return session
        .find(Tenant.class, name, LockModeType.PESSIMISTIC_WRITE)
        .map(Optional::ofNullable);
  }

  private Uni<Void> delete(Mutiny.Session session, Tenant tenant, Instant now, Actor by) {
    var change =
        Change.of("tenant.delete", "tenant", tenant.name)
            .from(Map.of("deleted", false))
            .to(Map.of("deleted", true));
    tenant.deleted = true;
    tenant.deletedAt = now;
    return endAccess(session, tenant.name, now)
        .chain(keys -> keep(session, tenant, change.ending(keys), by));
  }

  private Uni<Void> keep(Mutiny.Session session, Tenant tenant, Change made, Actor by) {
    tenant.generation++;
    return publish(session, tenant).chain(() -> audit.note(session, by, made.in(tenant.name)));
  }

  private static Uni<Void> publish(Mutiny.Session session, Tenant tenant) {
    var entry = new OutboxEntry();
    entry.tenant = tenant.name;
    entry.state = new String(BusJson.write(tenant.state()), StandardCharsets.UTF_8);
    return session.persist(entry);
  }

  /**
   * A session that went on to another tenant within the hour, which no access token outlives, may
   * have left one behind.
   */
  private static Uni<List<String>> endAccess(Mutiny.Session session, String tenant, Instant now) {
    return session
        .createNativeQuery(
            "update sessions s set revoked_at = :now where s.revoked_at is null"
                + " and (s.tenant = :tenant"
                + " or exists (select 1 from refresh_tokens t where t.session_id = s.id"
                + " and t.tenant = :tenant and t.issued_at > :hourAgo))")
        .setParameter("now", now)
        .setParameter("tenant", tenant)
        .setParameter("hourAgo", now.minus(Duration.ofHours(1)))
        .executeUpdate()
        .chain(() -> EndedKeys.where(session, "tenant = :tenant", Map.of("tenant", tenant)));
  }

  private static void refuseDeleted(Tenant tenant) {
    if (tenant.deleted) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "The tenant '%s' was deleted: restore it, or choose another.".formatted(tenant.name));
    }
  }
}
