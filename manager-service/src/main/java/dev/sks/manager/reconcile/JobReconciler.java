package dev.sks.manager.reconcile;

import dev.sks.manager.attempts.AttemptSecrets;
import dev.sks.manager.jobs.JobKey;
import dev.sks.manager.jobs.JobStore;
import dev.sks.manager.jobs.Phase;
import dev.sks.manager.jobs.Submission;
import dev.sks.manager.jobs.VersionedJob;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.Launcher;
import dev.sks.manager.launch.Observation;
import dev.sks.manager.shards.OwnedShard;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks at one job and takes the one step its state and its attempts call for. */
@ApplicationScoped
public class JobReconciler {

  private final JobStore store;
  private final Launcher launcher;
  private final Clock clock;
  private final Slots slots;
  private final Tools tools;

  public JobReconciler(
      JobStore store,
      Launcher launcher,
      AttemptSecrets secrets,
      JobRemoval removal,
      Clock clock,
      @ConfigProperty(name = "sks.manager.max-running-jobs") int maxRunningJobs) {
    this.store = store;
    this.launcher = launcher;
    this.clock = clock;
    this.slots = new Slots(maxRunningJobs);
    this.tools =
        new Tools(
            store,
            launcher,
            secrets,
            removal,
            slots,
            new Missing(),
            new Hindrances(),
            new Creations());
  }

  /**
   * What a look came to.
   *
   * @param again when to look again though nothing is heard; empty if that is not needed
   * @param others jobs that can go on because this one gave up its slot
   */
  record Look(Optional<Duration> again, List<JobKey> others) {}

  Look look(OwnedShard shard, JobKey key) {
    Optional<VersionedJob> job = store.find(key);
    Optional<Submission> submission = store.submission(key);
    if (job.isEmpty() || submission.isEmpty()) {
      return new Look(Optional.empty(), slots.release(key));
    }
    // A report of the attempt may come before it is seen to be gone. Then the state is not any more
    // the one that was read, and what was decided on it is refused.
    Phase phase = job.get().lifecycle().phase();
    var seen =
        phase.isActive() ? launcher.observe(ref(key, phase.attempt())) : new Observation.Absent();
    var step = new Step(tools, shard, job.get(), submission.get().spec(), seen, clock.instant());
    Optional<Duration> again = step.take();
    return new Look(again, step.isSlotFree() ? slots.release(key) : List.of());
  }

  /** Counts a job that has an attempt, before any waiting job is looked at. */
  void hold(VersionedJob job) {
    if (job.lifecycle().phase().isActive() || !job.lifecycle().isClean()) {
      slots.hold(job.key());
    }
  }

  /** Stops counting a job that is another manager's; answers who can go on. */
  List<JobKey> drop(JobKey key) {
    return slots.release(key);
  }

  List<JobKey> drop(OwnedShard shard) {
    return slots.releaseAll(key -> key.shard() == shard.number());
  }

  static AttemptRef ref(JobKey key, int attempt) {
    return new AttemptRef(key.tenant(), key.id(), attempt);
  }
}
