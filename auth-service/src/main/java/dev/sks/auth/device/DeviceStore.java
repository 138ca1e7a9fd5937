package dev.sks.auth.device;

import dev.sks.auth.passwords.Secrets;
import dev.sks.auth.sessions.Opened;
import dev.sks.auth.sessions.Proved;
import dev.sks.auth.sessions.Purpose;
import dev.sks.auth.sessions.SessionStore;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of devices that wait. */
@ApplicationScoped
class DeviceStore {

  /** What a device is told. */
  record Issued(String deviceCode, String userCode) {}

  /**
   * Where a device asks from.
   *
   * @param network the devices of one have a limit together
   * @param address as people read it
   */
  record Place(String network, String address) {}

  /** What a poll finds. */
  record Polled(PollState state, Optional<Opened> opened) {

    static Polled of(PollState state) {
      return new Polled(state, Optional.empty());
    }
  }

  static final Duration LIFE = Duration.ofMinutes(10);
  static final int POLL_SECONDS = 5;

  private static final int SLOWER_SECONDS = 5;

  /** Devices that may wait from one network. */
  private static final int MOST = 50;

  private static final int TRIES = 3;

  private final Mutiny.SessionFactory factory;
  private final SessionStore sessions;
  private final Clock clock;
  private final Supplier<String> userCodes;

  @Inject
  DeviceStore(Mutiny.SessionFactory factory, SessionStore sessions, Clock clock) {
    this(factory, sessions, clock, UserCodes::random);
  }

  DeviceStore(
      Mutiny.SessionFactory factory,
      SessionStore sessions,
      Clock clock,
      Supplier<String> userCodes) {
    this.factory = factory;
    this.sessions = sessions;
    this.clock = clock;
    this.userCodes = userCodes;
  }

  /** New codes; fails with 429 while too many devices wait that asked from the same network. */
  Uni<Issued> issue(String client, String scope, Place from) {
    return Uni.createFrom()
        .deferred(() -> tryToIssue(client, scope, from))
        .onFailure(ConstraintViolationException.class)
        .retry()
        .atMost(TRIES);
  }

  /** Fails if another device has the user code. */
  private Uni<Issued> tryToIssue(String client, String scope, Place from) {
    var issued = new Issued(Secrets.random(), userCodes.get());
    var now = clock.instant();
    var row = new DeviceCode();
    row.hash = Secrets.digest(issued.deviceCode());
    row.userCode = issued.userCode();
    row.clientId = client;
    row.scope = scope;
    row.network = from.network();
    row.address = from.address();
    row.askedAt = now;
    row.expiresAt = now.plus(LIFE);
    row.pollAfter = now;
    row.pollSeconds = POLL_SECONDS;
    return factory
        .withTransaction(session -> requireRoom(session, from).chain(() -> session.persist(row)))
        .replaceWith(issued);
  }

  /** Many at once may go a few beyond. */
  private Uni<Void> requireRoom(Mutiny.Session session, Place from) {
    return session
        .createQuery(
            "select count(*) from DeviceCode where network = :network and expiresAt > :now",
            Long.class)
        .setParameter("network", from.network())
        .setParameter("now", clock.instant())
        .getSingleResult()
        .invoke(
            waiting -> {
              if (waiting >= MOST) {
                throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    "Too many devices ask from your network: try again in ten minutes.");
              }
            })
        .replaceWithVoid();
  }

  /** The device with this code that nobody has decided on. */
  Uni<Optional<DeviceCode>> waiting(String userCode) {
    return factory
        .withSession(
            session ->
                session
                    .createQuery(
                        "from DeviceCode where userCode = :code and expiresAt > :now"
                            + " and sessionId is null and denied = false",
                        DeviceCode.class)
                    .setParameter("code", userCode)
                    .setParameter("now", clock.instant())
                    .getSingleResultOrNull())
        .map(Optional::ofNullable);
  }

  /** Lets the device in; empty if the password changed meanwhile, false if the device is gone. */
  Uni<Optional<Boolean>> allow(Proved proved, DeviceCode device) {
    var purpose = new Purpose(Optional.of(device.clientId), device.scope, LIFE);
    return sessions.open(
        proved,
        purpose,
        (session, id) ->
            session
                .createMutationQuery(
                    "update DeviceCode set sessionId = :id where hash = :hash"
                        + " and expiresAt > :now and sessionId is null and denied = false")
                .setParameter("id", id)
                .setParameter("hash", device.hash)
                .setParameter("now", clock.instant())
                .executeUpdate()
                .map(changed -> changed == 1));
  }

  Uni<Void> deny(DeviceCode device) {
    return factory
        .withTransaction(
            session ->
                session
                    .createMutationQuery(
                        "update DeviceCode set denied = true where hash = :hash"
                            + " and sessionId is null")
                    .setParameter("hash", device.hash)
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** What the client's device gets now. What it gets, it gets once. */
  Uni<Polled> poll(String deviceCode, String client) {
    return factory.withTransaction(
        session ->
            session
                .find(DeviceCode.class, Secrets.digest(deviceCode), LockModeType.PESSIMISTIC_WRITE)
                .chain(
                    row ->
                        row == null || !row.clientId.equals(client)
                            ? Uni.createFrom().item(Polled.of(PollState.UNKNOWN))
                            : poll(session, row)));
  }

  Uni<Integer> purge() {
    return factory.withTransaction(
        session ->
            session
                .createMutationQuery("delete from DeviceCode where expiresAt < :now")
                .setParameter("now", clock.instant())
                .executeUpdate());
  }

  private Uni<Polled> poll(Mutiny.Session session, DeviceCode row) {
    var now = clock.instant();
    if (!now.isBefore(row.expiresAt)) {
      return Uni.createFrom().item(Polled.of(PollState.EXPIRED));
    }
    if (row.denied) {
      return Uni.createFrom().item(Polled.of(PollState.DENIED));
    }
    if (row.sessionId != null) {
      return sessions
          .start(session, row.sessionId)
          .call(() -> session.remove(row))
          .map(
              opened ->
                  new Polled(opened.isPresent() ? PollState.ALLOWED : PollState.DENIED, opened));
    }
    boolean early = now.isBefore(row.pollAfter);
    row.pollSeconds += early ? SLOWER_SECONDS : 0;
    row.pollAfter = now.plusSeconds(row.pollSeconds);
    return Uni.createFrom().item(Polled.of(early ? PollState.TOO_SOON : PollState.WAITING));
  }
}
