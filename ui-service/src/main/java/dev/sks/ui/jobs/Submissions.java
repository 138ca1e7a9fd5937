package dev.sks.ui.jobs;

import dev.sks.base.json.BusJson;
import dev.sks.base.problem.ProblemException;
import dev.sks.contract.CommandAnswer;
import dev.sks.contract.JobState;
import dev.sks.contract.JobStatus;
import dev.sks.contract.Limits;
import dev.sks.contract.Problem;
import dev.sks.contract.ProblemType;
import dev.sks.ui.bus.NotTakenException;
import dev.sks.ui.commands.CommandAnswers;
import dev.sks.ui.commands.Commands;
import dev.sks.ui.readmodel.Job;
import dev.sks.ui.readmodel.JobStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Row first, then command, then a short wait for the manager's answer.
 *
 * <p>If Kafka does not take the command: with an idempotency key the row stays, is produced again,
 * and the client's retry finds the same job. Without a key the row is taken back if the command
 * certainly never left; if it may have left, the job may run, so the answer is 202, not a problem
 * that invites a second job.
 */
@ApplicationScoped
class Submissions {

  private static final long MEBI = 1024L * 1024;

  private final KeptJobs kept;
  private final AcceptedStore accepted;
  private final IdempotencyStore idempotency;
  private final JobStore jobs;
  private final Commands commands;
  private final CommandAnswers answers;
  private final Timer acknowledged;
  private final Timer answered;

  Submissions(
      KeptJobs kept,
      AcceptedStore accepted,
      IdempotencyStore idempotency,
      JobStore jobs,
      Commands commands,
      CommandAnswers answers,
      MeterRegistry meters) {
    this.kept = kept;
    this.accepted = accepted;
    this.idempotency = idempotency;
    this.jobs = jobs;
    this.commands = commands;
    this.answers = answers;
    this.acknowledged =
        timer(meters, "acknowledged", "from its arrival until Kafka has the command");
    this.answered = timer(meters, "answered", "from its arrival until the manager's answer");
  }

  private static Timer timer(MeterRegistry meters, String end, String description) {
    return Timer.builder("sks.submit." + end)
        .description("A submission, " + description)
        .publishPercentiles(0.5, 0.99)
        .register(meters);
  }

  /** Fails with a {@link ProblemException}. */
  Uni<Submitted> submit(Submission s) {
    var arrived = Timer.start();
    return kept.add(s.by().tenant(), s.spec())
        .chain(room -> room ? accepted.accept(s) : requireKnown(s).replaceWith(false))
        .chain(made -> made ? produce(s, arrived) : again(s));
  }

  /** A tenant that has no room for another job still gets the one that its key stands for. */
  private Uni<Void> requireKnown(Submission s) {
    return s.key()
        .map(key -> idempotency.first(s.by(), key))
        .orElse(Uni.createFrom().item(Optional.empty()))
        .map(first -> first.orElseThrow(Submissions::tooManyJobs))
        .replaceWithVoid();
  }

  private static ProblemException tooManyJobs() {
    return new ProblemException(
        ProblemType.TOO_MANY_JOBS,
        "A tenant has up to %d jobs, and %d MiB of their specs, until their retention is over: wait"
                .formatted(Limits.TENANT_JOBS, Limits.TENANT_SPECS / MEBI)
            + " for that, and give later jobs a shorter 'policy.retention'.");
  }

  /** Whether a submission that failed may still become a job. */
  Uni<Boolean> isOpen(Submission s) {
    return jobs.find(s.by().tenant(), s.job())
        .map(found -> found.filter(job -> job.state() != JobState.REJECTED).isPresent());
  }

  private Uni<Submitted> produce(Submission s, Timer.Sample arrived) {
    var answer = answers.expect(s.job());
    return commands
        .send(s.command())
        .invoke(() -> arrived.stop(acknowledged))
        .chain(answer::await)
        .invoke(result -> result.ifPresent(a -> arrived.stop(answered)))
        .onFailure(NotTakenException.class)
        .recoverWithUni(
            e -> {
              answer.forget();
              return notTaken(s, (NotTakenException) e);
            })
        .chain(result -> answered(s, result));
  }

  private Uni<Optional<CommandAnswer>> notTaken(Submission s, NotTakenException e) {
    var unavailable =
        new ProblemException(
            ProblemType.UNAVAILABLE, "Kafka did not take the job in time: try again.");
    if (s.key().isPresent()) {
      return idempotency.settle(s).chain(() -> Uni.createFrom().failure(unavailable));
    }
    return e.isMaybeSent()
        ? Uni.createFrom().item(Optional.empty())
        : accepted.withdraw(s.job()).chain(() -> Uni.createFrom().failure(unavailable));
  }

  private Uni<Submitted> answered(Submission s, Optional<CommandAnswer> answer) {
    var refusal =
        answer.filter(a -> a.outcome() == CommandAnswer.Outcome.REFUSED).map(a -> a.problem());
    if (refusal.isPresent()) {
      return accepted
          .reject(s.by().tenant(), s.job(), refusal.get())
          .chain(() -> idempotency.settle(s))
          .chain(() -> Uni.createFrom().failure(new ProblemException(refusal.get())));
    }
    return idempotency
        .settle(s)
        .chain(() -> jobs.find(s.by().tenant(), s.job()))
        .map(job -> new Submitted(answer.isPresent() ? 201 : 202, job.orElseThrow()));
  }

  private Uni<Submitted> again(Submission s) {
    return idempotency
        .first(s.by(), s.key().orElseThrow())
        .map(
            found -> {
              var first =
                  found.orElseThrow(
                      () ->
                          new ProblemException(
                              ProblemType.CONFLICT,
                              "The job of this Idempotency-Key has just gone: try again."));
              if (!first.hash().equals(s.hash())) {
                throw new ProblemException(
                    ProblemType.IDEMPOTENCY_MISMATCH,
                    "This Idempotency-Key was used with another body: use a new key.");
              }
              if (first.inFlight() && first.job().state() == JobState.ACCEPTED) {
                throw new ProblemException(
                    ProblemType.IDEMPOTENCY_IN_FLIGHT,
                    "The first request with this Idempotency-Key has no answer yet: try again in"
                        + " some seconds.");
              }
              return replayed(first.job());
            });
  }

  private static Submitted replayed(Job job) {
    if (job.state() == JobState.REJECTED) {
      throw new ProblemException(problemOf(job));
    }
    return new Submitted(job.state() == JobState.ACCEPTED ? 202 : 200, job);
  }

  private static Problem problemOf(Job job) {
    try {
      return BusJson.read(job.status().getBytes(StandardCharsets.UTF_8), JobStatus.class).problem();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
