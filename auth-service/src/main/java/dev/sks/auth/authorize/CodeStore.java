package dev.sks.auth.authorize;

import dev.sks.auth.passwords.Secrets;
import dev.sks.auth.sessions.Opened;
import dev.sks.auth.sessions.Proved;
import dev.sks.auth.sessions.Purpose;
import dev.sks.auth.sessions.SessionStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of codes. A code opens its session for as long as itself; its exchange starts it. */
@ApplicationScoped
class CodeStore {

  /** What a code gave. */
  record Redeemed(Opened opened, Optional<String> nonce) {}

  private static final Duration LIFE = Duration.ofMinutes(1);

  private final Mutiny.SessionFactory factory;
  private final SessionStore sessions;
  private final Clock clock;

  CodeStore(Mutiny.SessionFactory factory, SessionStore sessions, Clock clock) {
    this.factory = factory;
    this.sessions = sessions;
    this.clock = clock;
  }

  /** A new code, or empty if what was proved is no longer so. */
  Uni<Optional<String>> issue(Proved proved, CodeRequest request) {
    var purpose = new Purpose(Optional.of(request.client().id()), request.scope(), LIFE);
    String code = Secrets.random();
    return sessions.open(
        proved,
        purpose,
        (session, id) -> session.persist(row(code, id, request)).replaceWith(code));
  }

  /**
   * Exchanges a code, once. One that comes again, or with something that isn't right, has leaked:
   * what it gave ends.
   */
  Uni<Optional<Redeemed>> redeem(String code, Predicate<AuthorizationCode> isRight) {
    return factory.withTransaction(
        session ->
            session
                .find(AuthorizationCode.class, Secrets.digest(code), LockModeType.PESSIMISTIC_WRITE)
                .chain(
                    row ->
                        row == null
                            ? Uni.createFrom().item(Optional.<Redeemed>empty())
                            : redeem(session, row, isRight.test(row))));
  }

  private Uni<Optional<Redeemed>> redeem(
      Mutiny.Session session, AuthorizationCode row, boolean right) {
    var now = clock.instant();
    boolean good = right && row.usedAt == null && now.isBefore(row.expiresAt);
    row.usedAt = now;
    return good
        ? sessions
            .start(session, row.sessionId)
            .map(
                started ->
                    started.map(opened -> new Redeemed(opened, Optional.ofNullable(row.nonce))))
        : sessions.revoke(session, row.sessionId).replaceWith(Optional.<Redeemed>empty());
  }

  private AuthorizationCode row(String code, UUID session, CodeRequest request) {
    var row = new AuthorizationCode();
    row.hash = Secrets.digest(code);
    row.sessionId = session;
    row.clientId = request.client().id();
    row.redirectUri = request.redirect().toString();
    row.codeChallenge = request.codeChallenge();
    row.nonce = request.nonce().orElse(null);
    row.expiresAt = clock.instant().plus(LIFE);
    return row;
  }
}
