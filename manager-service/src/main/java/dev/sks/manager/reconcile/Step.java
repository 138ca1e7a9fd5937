package dev.sks.manager.reconcile;

import dev.sks.contract.Failure;
import dev.sks.contract.FailureClass;
import dev.sks.contract.JobSpec;
import dev.sks.contract.RunPolicy;
import dev.sks.manager.jobs.Lifecycle;
import dev.sks.manager.jobs.Move;
import dev.sks.manager.jobs.Phase;
import dev.sks.manager.jobs.PhaseVisitor;
import dev.sks.manager.jobs.VersionedJob;
import dev.sks.manager.launch.AttemptLaunch;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.LaunchException;
import dev.sks.manager.launch.Observation;
import dev.sks.manager.shards.OwnedShard;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** One step of one job. The answers say when to look again. */
class Step implements PhaseVisitor<Optional<Duration>> {

  /** Each change of the job calls, those made here too. */
  private static final Optional<Duration> WHEN_CALLED = Optional.empty();

  private static final Duration SOON = Duration.ofMillis(500);
  private static final Duration ROUTINE = Duration.ofSeconds(10);

  /** A quota that is too small has been looked at by then. */
  private static final Duration LONGEST_REFUSAL = Duration.ofDays(1);

  private final Tools tools;
  private final OwnedShard shard;
  private final VersionedJob job;
  private final JobSpec spec;
  private final Observation seen;
  private final AttemptRef attempt;
  private final Instant now;
  private boolean refused;

  Step(
      Tools tools,
      OwnedShard shard,
      VersionedJob job,
      JobSpec spec,
      Observation seen,
      Instant now) {
    this.tools = tools;
    this.shard = shard;
    this.job = job;
    this.spec = spec;
    this.seen = seen;
    this.attempt = JobReconciler.ref(job.key(), lifecycle().phase().attempt());
    this.now = now;
  }

  Optional<Duration> take() {
    return lifecycle().phase().accept(this);
  }

  /**
   * Whether the job, as it was seen, needs no slot: nothing of it runs or may start. One whose
   * attempt was refused takes a new one for the next try, so that others have their turn.
   */
  boolean isSlotFree() {
    return lifecycle().isClean()
        && (refused || !lifecycle().phase().isActive())
        && !lifecycle().phase().start(now).isChange();
  }

  @Override
  public Optional<Duration> queued(Phase.Queued phase) {
    return start();
  }

  @Override
  public Optional<Duration> retrying(Phase.Retrying phase) {
    if (!lifecycle().isClean()) {
      return clean();
    }
    Duration wait = Duration.between(now, phase.until());
    return wait.isNegative() || wait.isZero() ? start() : Optional.of(wait);
  }

  private Optional<Duration> start() {
    if (!tools.slots().take(job.key())) {
      return WHEN_CALLED;
    }
    move(current -> current.phase().start(now));
    return WHEN_CALLED;
  }

  @Override
  public Optional<Duration> starting(Phase.Starting phase) {
    if (seen instanceof Observation.Ended ended) {
      return gone(ended);
    }
    return seen instanceof Observation.Absent ? launch() : await();
  }

  private Optional<Duration> await() {
    Duration left = Duration.between(now, created().plus(policy().startTimeout()));
    if (left.isNegative()) {
      return fail(notStarted());
    }
    seen.hindrance().ifPresent(this::tell);
    return Optional.of(shorter(left, ROUTINE));
  }

  /** It is there, whatever was said of it: only now does its start time-out begin. */
  private Instant created() {
    tools.slots().hold(job.key());
    tools.hindrances().forget(attempt);
    return tools.creations().of(attempt, now);
  }

  private Optional<Duration> launch() {
    if (!tools.slots().take(job.key())) {
      return WHEN_CALLED;
    }
    try {
      tools.launcher().start(new AttemptLaunch(attempt, spec, tools.secrets().issue(attempt)));
    } catch (LaunchException e) {
      return e.isPassing() ? tryAgain(e.failure()) : fail(e.failure());
    }
    created();
    if (lifecycle().reason() != null) {
      move(current -> current.phase().unhinder(attempt.attempt()));
    }
    return Optional.of(shorter(policy().startTimeout(), ROUTINE));
  }

  private Optional<Duration> tryAgain(Failure hindrance) {
    if (now.isAfter(lifecycle().since().plus(LONGEST_REFUSAL))) {
      return fail(hindrance);
    }
    refused = true;
    tell(hindrance.message());
    return Optional.of(tools.hindrances().meet(attempt, hindrance.message(), now).pause());
  }

  /** Only the first: its numbers change all the time, and each change is everybody's. */
  private void tell(String words) {
    if (lifecycle().reason() == null) {
      move(current -> current.phase().hinder(attempt.attempt(), words));
    }
  }

  private Failure notStarted() {
    String late = "The attempt did not report within " + policy().startTimeout() + " of its start";
    return seen.hindrance()
        .map(words -> Failure.of(FailureClass.INFRASTRUCTURE, late + ": " + words))
        .orElseGet(() -> Failure.of(FailureClass.START_DEADLINE, late + "."));
  }

  @Override
  public Optional<Duration> running(Phase.Running phase) {
    Duration left = Duration.between(now, lifecycle().since().plus(policy().runTimeout()));
    if (left.isNegative()) {
      return fail(
          Failure.of(
              FailureClass.DEADLINE, "The job ran longer than " + policy().runTimeout() + "."));
    }
    if (seen instanceof Observation.Alive) {
      tools.missing().forget(attempt);
      return seen.hindrance().map(words -> hindered(words, left)).orElseGet(() -> unhindered(left));
    }
    return gone(seen);
  }

  private Optional<Duration> unhindered(Duration left) {
    tools.hindrances().forget(attempt);
    return Optional.of(shorter(left, ROUTINE));
  }

  /** What an attempt needs to go on has as long to come as the attempt itself had. */
  private Optional<Duration> hindered(String words, Duration left) {
    Instant since = tools.hindrances().meet(attempt, words, now).since();
    if (now.isAfter(since.plus(policy().startTimeout()))) {
      return fail(
          Failure.of(
              FailureClass.INFRASTRUCTURE,
              "The attempt could not go on for " + policy().startTimeout() + ": " + words));
    }
    return Optional.of(shorter(left, ROUTINE));
  }

  private Optional<Duration> gone(Observation end) {
    if (!tools.missing().isConfirmed(attempt)) {
      return Optional.of(SOON);
    }
    Observation last = end instanceof Observation.Absent ? tools.launcher().ask(attempt) : end;
    return last instanceof Observation.Alive ? Optional.of(SOON) : fail(lastWords(last));
  }

  private static Failure lastWords(Observation end) {
    if (end instanceof Observation.Ended ended) {
      return ended.failure() != null
          ? ended.failure()
          : new Failure(
              FailureClass.LOST,
              "The attempt's processes ended without a word, with exit code "
                  + ended.exitCode()
                  + ".",
              null,
              null,
              ended.exitCode());
    }
    return Failure.of(FailureClass.LOST, "The attempt's processes went away without a word.");
  }

  private Optional<Duration> fail(Failure failure) {
    move(current -> current.phase().fail(attempt.attempt(), failure, policy(), now));
    return WHEN_CALLED;
  }

  @Override
  public Optional<Duration> succeeded(Phase.Succeeded phase) {
    return ended();
  }

  @Override
  public Optional<Duration> failed(Phase.Failed phase) {
    return ended();
  }

  @Override
  public Optional<Duration> cancelled(Phase.Cancelled phase) {
    return ended();
  }

  private Optional<Duration> ended() {
    return lifecycle().isClean() ? tools.removal().removeIfDue(shard, job, policy()) : clean();
  }

  private Optional<Duration> clean() {
    tools.forget(attempt);
    return new CleanUp(tools.launcher(), tools.store(), now).of(shard, job);
  }

  private void move(Function<Lifecycle, Move> event) {
    tools.store().transition(shard, job, event);
  }

  private Lifecycle lifecycle() {
    return job.lifecycle();
  }

  private RunPolicy policy() {
    return spec.policy();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
