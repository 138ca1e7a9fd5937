package dev.sks.auth.lockout;

import dev.sks.auth.audit.SecurityEvents;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.Names;
import dev.sks.contract.ProblemType;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The rows of attempts. An attempt counts before it is looked at, so that many at once get no
 * further than one after the other; success takes it back.
 */
@ApplicationScoped
public class Attempts {

  private static final Duration FORGET = Duration.ofHours(1);

  private final Mutiny.SessionFactory sessions;
  private final SecurityEvents events;
  private final Clock clock;

  Attempts(Mutiny.SessionFactory sessions, SecurityEvents events, Clock clock) {
    this.sessions = sessions;
    this.events = events;
    this.clock = clock;
  }

  /** Counts an attempt on an account, or fails with 429 while it must wait. */
  public Uni<Void> on(String account, String address) {
    return sessions
        .withTransaction(
            session ->
                count(session, accountOf(account), Limit.OF_ACCOUNT)
                    .invoke(failures -> noteLock(account, failures))
                    .chain(() -> count(session, addressOf(address), Limit.OF_ADDRESS)))
        .replaceWithVoid();
  }

  /** Counts an attempt on something that has no account. */
  public Uni<Void> from(String address) {
    return sessions
        .withTransaction(session -> count(session, addressOf(address), Limit.OF_ADDRESS))
        .replaceWithVoid();
  }

  /** Counts a sign-up, of which an address has fewer. */
  public Uni<Void> signUp(String address) {
    return sessions
        .withTransaction(session -> count(session, "sign-up:" + address, Limit.OF_SIGN_UPS))
        .replaceWithVoid();
  }

  /** The attempt was right. */
  public Uni<Void> succeeded(String account, String address) {
    return sessions
        .withTransaction(session -> clear(session, account).chain(() -> takeBack(session, address)))
        .replaceWithVoid();
  }

  /** Forgets the attempts on an account, in the caller's transaction. */
  public Uni<Integer> clear(Mutiny.Session session, String account) {
    return session
        .createNativeQuery("delete from sign_in_attempts where subject = :subject")
        .setParameter("subject", accountOf(account))
        .executeUpdate();
  }

  /** What came from here, and has no account, was right. */
  public Uni<Void> succeeded(String address) {
    return sessions.withTransaction(session -> takeBack(session, address)).replaceWithVoid();
  }

  @Scheduled(every = "10m", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> forget() {
    return sessions
        .withTransaction(
            session ->
                session
                    .createNativeQuery("delete from sign_in_attempts where last_at < :before")
                    .setParameter("before", clock.instant().minus(FORGET))
                    .executeUpdate())
        .replaceWithVoid();
  }

  private static Uni<Integer> takeBack(Mutiny.Session session, String address) {
    return session
        .createNativeQuery(
            "update sign_in_attempts set failures = failures - 1"
                + " where subject = :subject and failures > 0")
        .setParameter("subject", addressOf(address))
        .executeUpdate();
  }

  /** Once, when the first wait begins; what is no name of an account may be a password. */
  private void noteLock(String account, int failures) {
    if (failures == Limit.OF_ACCOUNT.free() + 1 && Names.isLabel(account)) {
      events.accountLocked(account);
    }
  }

  /** How many there were; the last may still turn out right. */
  private Uni<Integer> count(Mutiny.Session session, String subject, Limit limit) {
    Instant now = clock.instant();
    return session
        .createNativeQuery(
            """
            with counted as (insert into sign_in_attempts as a (subject, failures, last_at, locked_until)
            values (:subject, 1, :now, :now)
            on conflict (subject) do update set
              failures = case when a.last_at < :forget then 1 else a.failures + 1 end,
              last_at = :now,
              locked_until = case when a.last_at < :forget or a.failures < :free then :now
                else cast(:now as timestamptz) + least(:longest, power(2, least(a.failures - :free, 20))) * interval '1 second' end
            where a.locked_until <= :now
            returning failures)
            select failures from counted
            """,
            Integer.class)
        .setParameter("subject", subject)
        .setParameter("now", now)
        .setParameter("forget", now.minus(FORGET))
        .setParameter("free", limit.free())
        .setParameter("longest", (double) limit.longest().toSeconds())
        .getSingleResultOrNull()
        .onItem()
        .ifNull()
        .failWith(
            () ->
                new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    "Too many attempts failed: wait some minutes, then try again."));
  }

  private static String accountOf(String account) {
    return "account:" + account;
  }

  private static String addressOf(String address) {
    return "address:" + address;
  }
}
