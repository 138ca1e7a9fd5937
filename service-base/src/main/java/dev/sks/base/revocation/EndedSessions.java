package dev.sks.base.revocation;

import dev.sks.contract.SessionEnded;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Which sessions, keys and single tokens ended, for as long as a token of theirs may live. */
@ApplicationScoped
public class EndedSessions {

  private static final Logger LOG = Logger.getLogger(EndedSessions.class);

  /** No access token lives longer. */
  static final Duration LONGEST = Duration.ofHours(1);

  private static final int MOST = 200_000;

  private final Map<String, Instant> ended = new ConcurrentHashMap<>();
  private final Map<String, Set<Runnable>> watchers = new ConcurrentHashMap<>();
  private final Clock clock;

  public EndedSessions() {
    this(Clock.systemUTC());
  }

  EndedSessions(Clock clock) {
    this.clock = clock;
  }

  /** Whether the session or token, by its claim, has ended; without the claim none has. */
  public boolean contains(String session) {
    return session != null && ended.containsKey(session);
  }

  /** What is told of a session's end until it is closed. */
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * For what is open longer than a request. Tells when the session ends, at once if it has, and
   * maybe twice; the listener must be quick.
   */
  public Watch watch(String session, Runnable listener) {
    if (session == null) {
      return () -> {};
    }
    watchers.compute(
        session,
        (id, set) -> {
          Set<Runnable> all = set == null ? ConcurrentHashMap.newKeySet() : set;
          all.add(listener);
          return all;
        });
    if (contains(session)) {
      listener.run();
    }
    return () ->
        watchers.computeIfPresent(
            session, (id, set) -> set.remove(listener) && set.isEmpty() ? null : set);
  }

  void add(SessionEnded event) {
    if (event.at().isBefore(clock.instant().minus(LONGEST))) {
      return;
    }
    if (ended.size() >= MOST) {
      forget();
    }
    if (ended.size() < MOST) {
      ended.put(event.session(), event.at());
    } else {
      LOG.errorf(
          "Too many sessions end at once, tokens live out their time session=%s", event.session());
    }
    watchers.getOrDefault(event.session(), Set.of()).forEach(watcher -> tell(watcher, event));
  }

  /** One that fails is no reason for the others not to hear of it. */
  private static void tell(Runnable watcher, SessionEnded event) {
    try {
      watcher.run();
    } catch (RuntimeException e) {
      LOG.warnf(e, "Watcher of a session failed session=%s", event.session());
    }
  }

  /** Drops those whose tokens are over. */
  void forget() {
    Instant before = clock.instant().minus(LONGEST);
    ended.values().removeIf(at -> at.isBefore(before));
  }

  /** How many there are now. */
  public int count() {
    return ended.size();
  }
}
