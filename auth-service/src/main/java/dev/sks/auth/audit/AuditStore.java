package dev.sks.auth.audit;

import dev.sks.auth.door.Page;
import dev.sks.base.json.BusJson;
import dev.sks.contract.AuditEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of events, to read and to let go of. */
@ApplicationScoped
class AuditStore {

  private final Mutiny.SessionFactory sessions;

  AuditStore(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** Newest first. */
  Uni<List<AuditEvent>> list(AuditQuery wanted, Page.Request page) {
    var parameters = new HashMap<String, Object>(wanted.parameters());
    var where = new StringBuilder(wanted.where());
    if (!page.after().isEmpty()) {
      where.append(" and id < :after");
      parameters.put("after", page.after());
    }
    return sessions
        .withSession(
            session -> {
              var query =
                  session.createQuery(
                      "select event from AuditRow where " + where + " order by id desc",
                      String.class);
              parameters.forEach(query::setParameter);
              return query.setMaxResults(page.limit() + 1).getResultList();
            })
        .map(rows -> rows.stream().map(AuditStore::event).toList());
  }

  /** Removes what is older, which nothing else may. */
  Uni<Integer> purge(Instant before) {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(
                    "select set_config('sks.audit_retention', 'on', true)", String.class)
                .getSingleResult()
                .chain(
                    () ->
                        session
                            .createMutationQuery("delete from AuditRow where at < :before")
                            .setParameter("before", before)
                            .executeUpdate()));
  }

  private static AuditEvent event(String json) {
    try {
      return BusJson.read(json.getBytes(StandardCharsets.UTF_8), AuditEvent.class);
    } catch (IOException e) {
      throw new UncheckedIOException("an event was written that can't be read", e);
    }
  }
}
