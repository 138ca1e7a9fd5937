package dev.sks.auth.clients;

import dev.sks.auth.audit.Actor;
import dev.sks.auth.audit.Audit;
import dev.sks.auth.audit.Change;
import dev.sks.auth.door.Page;
import dev.sks.auth.passwords.Secrets;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of clients. */
@ApplicationScoped
public class ClientStore {

  private static final int ID_BYTES = 12;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final Mutiny.SessionFactory sessions;
  private final Audit audit;
  private final Clock clock;

  ClientStore(Mutiny.SessionFactory sessions, Audit audit, Clock clock) {
    this.sessions = sessions;
    this.audit = audit;
    this.clock = clock;
  }

  public Uni<Optional<RegisteredClient>> find(String id) {
    if (!ID.matcher(id).matches()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return sessions
        .withSession(session -> session.find(RegisteredClient.class, id))
        .map(Optional::ofNullable);
  }

  Uni<List<RegisteredClient>> list(Page.Request page) {
    return sessions.withSession(
        session ->
            session
                .createQuery(
                    "from RegisteredClient where id > :after order by id", RegisteredClient.class)
                .setParameter("after", page.after())
                .setMaxResults(page.limit() + 1)
                .getResultList());
  }

  Uni<RegisteredClient> create(NewClient wanted, Optional<String> secret, Actor by) {
    var client = new RegisteredClient();
    client.id = Secrets.random(ID_BYTES);
    client.name = wanted.name();
    client.secretHash = secret.map(Secrets::digest).orElse(null);
    client.redirectUris = String.join("\n", wanted.redirectUris());
    client.device = wanted.device();
    client.createdAt = clock.instant();
    var change = Change.of("client.create", "client", client.id).to(described(client));
    return sessions
        .withTransaction(
            session -> session.persist(client).chain(() -> audit.note(session, by, change)))
        .replaceWith(client);
  }

  /** Whether there was such a client. What it got ends with it. */
  Uni<Boolean> delete(String id, Actor by) {
    if (!ID.matcher(id).matches()) {
      return Uni.createFrom().item(false);
    }
    return sessions.withTransaction(
        session ->
            session
                .find(RegisteredClient.class, id, LockModeType.PESSIMISTIC_WRITE)
                .map(Optional::ofNullable)
                .call(
                    found ->
                        found
                            .map(client -> delete(session, client, by))
                            .orElseGet(Uni.createFrom()::voidItem))
                .map(Optional::isPresent));
  }

  private Uni<Void> delete(Mutiny.Session session, RegisteredClient client, Actor by) {
    var change = Change.of("client.delete", "client", client.id).from(described(client));
    return session.remove(client).chain(() -> audit.note(session, by, change));
  }

  private static Map<String, Object> described(RegisteredClient client) {
    return Map.of(
        "name",
        client.name,
        "redirectUris",
        client.redirectUris(),
        "device",
        client.device,
        "confidential",
        !client.isPublic());
  }
}
