package dev.sks.auth.tenants;

import dev.sks.base.json.BusJson;
import dev.sks.contract.TenantState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of tenants and of their outbox. */
@ApplicationScoped
public class TenantStore {

  /** Any number, but the same in all replicas: one publishes at a time, so order holds. */
  private static final long OUTBOX_LOCK = 0x736b7302;

  /** Creates the tenant if there is none, and notes it for the bus, in the caller's transaction. */
  public Uni<Void> ensure(Mutiny.Session session, String name, Instant now) {
    return session
        .createNativeQuery(
            "insert into tenants (name, generation, deleted, created_at)"
                + " values (:name, 1, false, :now) on conflict do nothing")
        .setParameter("name", name)
        .setParameter("now", now)
        .executeUpdate()
        .chain(
            created -> {
              if (created == 0) {
                return Uni.createFrom().voidItem();
              }
              var entry = new OutboxEntry();
              entry.tenant = name;
              entry.state =
                  new String(
                      BusJson.write(new TenantState(name, 1, false, null, null)),
                      StandardCharsets.UTF_8);
              return session.persist(entry);
            });
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
}
