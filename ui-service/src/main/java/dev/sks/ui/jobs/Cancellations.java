package dev.sks.ui.jobs;

import dev.sks.base.problem.ProblemException;
import dev.sks.contract.Command;
import dev.sks.contract.CommandAnswer;
import dev.sks.contract.JobIds;
import dev.sks.contract.JobState;
import dev.sks.contract.ProblemType;
import dev.sks.ui.bus.NotTakenException;
import dev.sks.ui.commands.CommandAnswers;
import dev.sks.ui.commands.Commands;
import dev.sks.ui.readmodel.Job;
import dev.sks.ui.readmodel.JobStore;
import dev.sks.ui.readmodel.JobWaits;
import dev.sks.ui.readmodel.NoSuchJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks the manager to cancel, and waits until the read model shows it. */
@ApplicationScoped
class Cancellations {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final JobStore jobs;
  private final JobWaits waits;
  private final AcceptedStore accepted;
  private final Commands commands;
  private final CommandAnswers answers;

  Cancellations(
      JobStore jobs,
      JobWaits waits,
      AcceptedStore accepted,
      Commands commands,
      CommandAnswers answers) {
    this.jobs = jobs;
    this.waits = waits;
    this.accepted = accepted;
    this.commands = commands;
    this.answers = answers;
  }

  /** 200 with the job, or 202 if the manager has not answered yet. */
  Uni<Submitted> cancel(String tenant, String by, String id) {
    return jobs.find(tenant, id)
        .map(found -> found.orElseThrow(NoSuchJob::problem))
        .chain(
            job ->
                job.state().isTerminal()
                    ? Uni.createFrom().item(new Submitted(200, job))
                    : handedOver(job).chain(() -> ask(job, by)));
  }

  /** A job that was never answered may never have reached the manager: it must, before. */
  private Uni<Void> handedOver(Job job) {
    return job.state() != JobState.ACCEPTED
        ? Uni.createFrom().voidItem()
        : accepted
            .unanswered(job.id())
            .chain(all -> all.isEmpty() ? Uni.createFrom().voidItem() : commands.send(all.get(0)))
            .onFailure(NotTakenException.class)
            .transform(e -> unavailable());
  }

  private Uni<Submitted> ask(Job job, String by) {
    var now = Instant.now();
    String command = JobIds.next(now.toEpochMilli());
    var answer = answers.expect(command);
    return commands
        .send(
            new Command.CancelJob(
                command, job.id(), job.tenant(), by, now, "Cancelled by " + by + "."))
        .onFailure(NotTakenException.class)
        .transform(
            e -> {
              answer.forget();
              return unavailable();
            })
        .chain(answer::await)
        .chain(result -> answered(job, result));
  }

  private Uni<Submitted> answered(Job before, Optional<CommandAnswer> answer) {
    if (answer.isEmpty()) {
      return jobs.find(before.tenant(), before.id())
          .map(job -> new Submitted(202, job.orElse(before)));
    }
    return switch (answer.get().outcome()) {
      case REFUSED -> Uni.createFrom().failure(new ProblemException(answer.get().problem()));
      case UNCHANGED ->
          jobs.find(before.tenant(), before.id())
              .map(job -> new Submitted(200, job.orElse(before)));
      case APPLIED ->
          waits
              .past(before.tenant(), before.id(), before.generation(), PATIENCE)
              .map(job -> new Submitted(200, job.orElse(before)));
    };
  }

  private static ProblemException unavailable() {
    return new ProblemException(
        ProblemType.UNAVAILABLE, "Kafka did not take the request in time: try again.");
  }
}
