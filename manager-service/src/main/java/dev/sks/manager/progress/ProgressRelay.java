package dev.sks.manager.progress;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sks.contract.AttemptProgress;
import dev.sks.contract.JobProgress;
import dev.sks.contract.JobState;
import dev.sks.contract.Topics;
import dev.sks.manager.bus.Bus;
import dev.sks.manager.jobs.JobKey;
import dev.sks.manager.jobs.JobStore;
import dev.sks.manager.launch.AttemptRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Relays progress, at most {@value #PER_SECOND} reports of an attempt a second. */
@ApplicationScoped
public class ProgressRelay {

  private static final int PER_SECOND = 5;
  private static final Duration STATE_KNOWN_FOR = Duration.ofSeconds(2);
  private static final int ATTEMPTS = 10_000;

  private final JobStore store;
  private final Bus bus;
  private final Clock clock;
  private final Cache<AttemptRef, Boolean> current =
      Caffeine.newBuilder().maximumSize(ATTEMPTS).expireAfterWrite(STATE_KNOWN_FOR).build();
  private final Cache<AttemptRef, Boolean> justRelayed =
      Caffeine.newBuilder()
          .maximumSize(ATTEMPTS)
          .expireAfterWrite(Duration.ofSeconds(1).dividedBy(PER_SECOND))
          .build();

  public ProgressRelay(JobStore store, Bus bus, Clock clock) {
    this.store = store;
    this.bus = bus;
    this.clock = clock;
  }

  /** Takes a report; false if the attempt is not the one that runs, as known seconds ago. */
  public boolean relay(AttemptRef attempt, AttemptProgress progress) {
    if (!current.get(attempt, this::isRunning)) {
      return false;
    }
    if (justRelayed.asMap().putIfAbsent(attempt, true) == null) {
      bus.send(
          Topics.JOB_PROGRESS,
          attempt.job(),
          new JobProgress(
              attempt.job(), attempt.tenant(), attempt.attempt(), clock.instant(), progress));
    }
    return true;
  }

  private boolean isRunning(AttemptRef attempt) {
    return store
        .find(new JobKey(attempt.tenant(), attempt.job()))
        .map(job -> job.lifecycle().phase())
        .filter(phase -> phase.word() == JobState.RUNNING)
        .filter(phase -> phase.attempt() == attempt.attempt())
        .isPresent();
  }
}
