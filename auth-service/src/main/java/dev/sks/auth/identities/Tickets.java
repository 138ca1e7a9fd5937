package dev.sks.auth.identities;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sks.auth.page.Browser;
import dev.sks.auth.passwords.Secrets;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of tickets. A ticket is its holder's secret, for one browser, one use, ten minutes. */
@ApplicationScoped
public class Tickets {

  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final int LONGEST = 100;
  private static final String USABLE =
      " where hash = :hash and kind = :kind and browser = :browser and expires_at > :now";

  private final Mutiny.SessionFactory factory;
  private final ObjectMapper json;
  private final Clock clock;

  Tickets(Mutiny.SessionFactory factory, ObjectMapper json, Clock clock) {
    this.factory = factory;
    this.json = json;
    this.clock = clock;
  }

  public Uni<String> issue(Browser browser, Ticket ticket) {
    return factory.withTransaction(session -> issue(session, browser, ticket));
  }

  /** The same, with what else belongs to the moment. */
  public Uni<String> issue(Mutiny.Session session, Browser browser, Ticket ticket) {
    String secret = Secrets.random();
    return session
        .createNativeQuery(
            "insert into tickets (hash, kind, browser, payload, expires_at)"
                + " values (:hash, :kind, :browser, :payload, :end)")
        .setParameter("hash", Secrets.digest(secret))
        .setParameter("kind", kind(ticket.getClass()))
        .setParameter("browser", browser.digest())
        .setParameter("payload", write(ticket))
        .setParameter("end", clock.instant().plus(LIFE))
        .executeUpdate()
        .replaceWith(secret);
  }

  /** Looks at a ticket that can still be used. */
  public <T extends Ticket> Uni<Optional<T>> look(String secret, Browser browser, Class<T> type) {
    return factory.withSession(
        session -> read(session, "select payload from tickets" + USABLE, secret, browser, type));
  }

  /** Uses a ticket up. */
  public <T extends Ticket> Uni<Optional<T>> take(String secret, Browser browser, Class<T> type) {
    return factory.withTransaction(session -> take(session, secret, browser, type));
  }

  /** The same, unless the transaction fails. */
  public <T extends Ticket> Uni<Optional<T>> take(
      Mutiny.Session session, String secret, Browser browser, Class<T> type) {
    return read(
        session, "delete from tickets" + USABLE + " returning payload", secret, browser, type);
  }

  @Scheduled(every = "10m", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> purge() {
    return factory
        .withTransaction(
            session ->
                session
                    .createNativeQuery("delete from tickets where expires_at < :now")
                    .setParameter("now", clock.instant())
                    .executeUpdate())
        .replaceWithVoid();
  }

  private <T extends Ticket> Uni<Optional<T>> read(
      Mutiny.Session session, String statement, String secret, Browser browser, Class<T> type) {
    if (secret == null || secret.length() > LONGEST) {
      return Uni.createFrom().item(Optional.empty());
    }
    return session
        .createNativeQuery(statement, String.class)
        .setParameter("hash", Secrets.digest(secret))
        .setParameter("kind", kind(type))
        .setParameter("browser", browser.digest())
        .setParameter("now", clock.instant())
        .getSingleResultOrNull()
        .map(payload -> Optional.ofNullable(payload).map(text -> parse(text, type)));
  }

  private static String kind(Class<? extends Ticket> type) {
    return type.getSimpleName();
  }

  private String write(Ticket ticket) {
    try {
      return json.writeValueAsString(ticket);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a ticket is always written", e);
    }
  }

  private <T extends Ticket> T parse(String payload, Class<T> type) {
    try {
      return json.readValue(payload, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a ticket is of another version", e);
    }
  }
}
