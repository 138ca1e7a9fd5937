package dev.sks.auth.audit;

import dev.sks.base.json.BusJson;
import dev.sks.contract.AuditEvent;
import dev.sks.contract.JobIds;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.reactive.mutiny.Mutiny;

/** Notes changes in the transaction that makes them: either both are there or none. */
@ApplicationScoped
public class Audit {

  private final Clock clock;

  /** Events of one moment stay in their order. */
  private final AtomicLong lastId = new AtomicLong();

  Audit(Clock clock) {
    this.clock = clock;
  }

  public Uni<Void> note(Mutiny.Session session, Actor by, Change change) {
    var now = clock.instant();
    var event =
        new AuditEvent(
            JobIds.next(lastId.updateAndGet(last -> Math.max(last + 1, now.toEpochMilli()))),
            now,
            change.action(),
            by.who(),
            change.target(),
            change.tenant().orElse(null),
            change.before(),
            change.after(),
            by.from());
    return session.persist(AuditRow.of(event, json(event)));
  }

  private static String json(AuditEvent event) {
    return new String(BusJson.write(event), StandardCharsets.UTF_8);
  }
}
