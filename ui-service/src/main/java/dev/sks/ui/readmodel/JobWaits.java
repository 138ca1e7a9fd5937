package dev.sks.ui.readmodel;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Waits for a job to change. */
@ApplicationScoped
public class JobWaits {

  private final JobStore jobs;
  private final JobWakes wakes;

  JobWaits(JobStore jobs, JobWakes wakes) {
    this.jobs = jobs;
    this.wakes = wakes;
  }

  /** The job once it is past the generation, or as it is when the patience ends. */
  public Uni<Optional<Job>> past(String tenant, String id, long generation, Duration patience) {
    var woken = new CompletableFuture<Void>();
    Runnable listener = () -> woken.complete(null);
    wakes.add(id, listener);
    return jobs.find(tenant, id)
        .chain(
            job ->
                job.isEmpty() || job.get().generation() > generation
                    ? Uni.createFrom().item(job)
                    : Uni.createFrom()
                        .completionStage(woken)
                        .ifNoItem()
                        .after(patience)
                        .recoverWithItem(() -> null)
                        .chain(() -> jobs.find(tenant, id)))
        .onTermination()
        .invoke(() -> wakes.remove(id, listener));
  }
}
