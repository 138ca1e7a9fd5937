package dev.sks.manager.logs.pods;

import dev.sks.contract.CollectedLog;
import dev.sks.manager.launch.AttemptRef;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The pods of an attempt whose logs are collected, and what the log-service was told of them. */
final class CollectedPods {

  private static final Logger LOG = Logger.getLogger(CollectedPods.class);
  private static final Duration AGAIN = Duration.ofSeconds(30);

  /** A node that comes back has come back by then. */
  private static final Duration HOPE = Duration.ofMinutes(10);

  private final AttemptRef ref;
  private final String namespace;
  private final Map<String, PodContainer> sources = new HashMap<>();
  private boolean told;
  private boolean ending;
  private long endingSince;
  private long askedAt;

  CollectedPods(AttemptRef ref, String namespace) {
    this.ref = ref;
    this.namespace = namespace;
  }

  AttemptRef ref() {
    return ref;
  }

  synchronized boolean isEnding() {
    return ending;
  }

  /** The container is this far; stages never go back. */
  synchronized void saw(String source, PodContainer now) {
    sources.merge(source, now, (old, young) -> young.isFurtherThan(old) ? young : old);
  }

  /** Says, once, whose pods these are. */
  void tell(Consumer<CollectedLog> said) {
    if (isNews()) {
      said.accept(log(false, Map.of()));
    }
  }

  private synchronized boolean isNews() {
    boolean news = !told;
    told = true;
    return news;
  }

  /** Nobody has heard it: it is to be said again. */
  synchronized void unsaid() {
    told = false;
  }

  /** Says, every now and then, that no more pods come. */
  void end(Consumer<CollectedLog> said, LastLines lastLines) {
    if (!isDue()) {
      return;
    }
    try {
      said.accept(log(true, stamps(lastLines)));
    } catch (UnreadableLogException e) {
      LOG.infof("Log's end is not known yet attempt=%s cause=%s", ref, e.getMessage());
    }
  }

  private synchronized boolean isDue() {
    long now = System.nanoTime();
    if (ending && now - askedAt < AGAIN.toNanos()) {
      return false;
    }
    if (!ending) {
      ending = true;
      endingSince = now;
    }
    askedAt = now;
    return true;
  }

  private Map<String, Instant> stamps(LastLines lastLines) throws UnreadableLogException {
    var stamps = new HashMap<String, Instant>();
    for (var source : withLogs().entrySet()) {
      try {
        lastLines
            .lastLine(source.getValue())
            .ifPresent(stamp -> stamps.put(source.getKey(), stamp));
      } catch (UnreadableLogException e) {
        if (!isHopeless()) {
          throw e;
        }
      }
    }
    return stamps;
  }

  private synchronized Map<String, PodContainer> withLogs() {
    var some = new HashMap<>(sources);
    some.values().removeIf(container -> !container.stage().hasLog());
    return some;
  }

  private synchronized boolean isHopeless() {
    return System.nanoTime() - endingSince > HOPE.toNanos();
  }

  private CollectedLog log(boolean ended, Map<String, Instant> stamps) {
    return new CollectedLog(ref.job(), ref.tenant(), ref.attempt(), namespace, ended, stamps);
  }
}
