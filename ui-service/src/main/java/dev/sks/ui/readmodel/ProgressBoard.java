package dev.sks.ui.readmodel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sks.contract.JobProgress;
import dev.sks.contract.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** The newest progress of each running job. In memory only: the next report makes up for a loss. */
@ApplicationScoped
public class ProgressBoard {

  private final JobWakes wakes;
  private final Cache<String, JobProgress> newest =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(10)).build();

  ProgressBoard(JobWakes wakes) {
    this.wakes = wakes;
  }

  public void put(JobProgress progress) {
    newest
        .asMap()
        .merge(
            progress.job(), progress, (old, next) -> next.attempt() >= old.attempt() ? next : old);
    wakes.wake(progress.job());
  }

  public Optional<JobProgress> of(String job) {
    return Optional.ofNullable(newest.getIfPresent(job));
  }

  /** The job with the progress of its running attempt. */
  Job addTo(Job job) {
    return job.state() == JobState.RUNNING
        ? of(job.id()).map(p -> job.with(p.progress())).orElse(job)
        : job;
  }
}
