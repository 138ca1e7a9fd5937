package dev.sks.ui.events;

import dev.sks.contract.AttemptProgress;
import dev.sks.ui.readmodel.Job;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One client's view of one job, pulled: a slow client gets the newest state, not all of them. Wake
 * it by running it.
 */
final class JobStream implements Runnable {

  private static final Logger LOG = Logger.getLogger(JobStream.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final Supplier<Uni<Optional<Job>>> source;
  private final JobEvents events;
  private final Instant expiry;
  private long generation;
  private AttemptProgress progress;
  private boolean started;
  private boolean warned;
  private volatile boolean over;
  private volatile CompletableFuture<Void> woken = CompletableFuture.completedFuture(null);

  JobStream(
      Supplier<Uni<Optional<Job>>> source, JobEvents events, long generation, Instant expiry) {
    this.source = source;
    this.events = events;
    this.generation = generation;
    this.expiry = expiry;
  }

  @Override
  public void run() {
    woken.complete(null);
  }

  /** The caller has no right to hear more. */
  void end() {
    over = true;
    run();
  }

  boolean isOver() {
    return over;
  }

  /** What there is to tell next, possibly nothing. */
  Uni<List<OutboundSseEvent>> next() {
    var left = Duration.between(Instant.now(), expiry);
    if (left.isNegative() || left.isZero()) {
      over = true;
      return Uni.createFrom().item(List.of());
    }
    return Uni.createFrom()
        .completionStage(woken)
        .replaceWith(true)
        .ifNoItem()
        .after(left.compareTo(HEARTBEAT) < 0 ? left : HEARTBEAT)
        .recoverWithItem(false)
        .chain(this::look);
  }

  private Uni<List<OutboundSseEvent>> look(boolean news) {
    // From here on a wake-up means that what is read now may be old.
    woken = new CompletableFuture<>();
    if (over) {
      return Uni.createFrom().item(List.of());
    }
    return source
        .get()
        .map(job -> job.map(this::tell).orElseGet(this::gone))
        .onFailure()
        .recoverWithItem(this::notSeen)
        .map(told -> told.isEmpty() && !(news && started) ? List.of(events.heartbeat()) : told)
        .invoke(() -> started = true);
  }

  private List<OutboundSseEvent> tell(Job job) {
    var told = new ArrayList<OutboundSseEvent>();
    if (job.generation() > generation) {
      generation = job.generation();
      told.add(events.job(job));
    }
    if (job.progress() != null && !job.progress().equals(progress)) {
      progress = job.progress();
      told.add(events.progress(progress));
    }
    if (job.state().isTerminal()) {
      told.add(events.end());
      over = true;
    }
    return told;
  }

  /** The client hears the heartbeat, and what it missed at a later look. */
  private List<OutboundSseEvent> notSeen(Throwable cause) {
    if (!warned) {
      LOG.warnf("Job can't be looked at for its stream cause=%s", cause);
      warned = true;
    }
    return List.of();
  }

  private List<OutboundSseEvent> gone() {
    over = true;
    return List.of(events.end());
  }
}
