package dev.sks.manager.commands;

import dev.sks.contract.Command;
import dev.sks.contract.Command.CancelJob;
import dev.sks.contract.Command.SubmitJob;
import dev.sks.contract.CommandAnswer;
import dev.sks.contract.CommandAnswer.Outcome;
import dev.sks.contract.Problem;
import dev.sks.contract.ProblemType;
import dev.sks.manager.admission.Admission;
import dev.sks.manager.jobs.JobKey;
import dev.sks.manager.jobs.JobStore;
import dev.sks.manager.jobs.Move;
import dev.sks.manager.jobs.Submission;
import dev.sks.manager.shards.OwnedShard;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Applies one command. The shard's offset moves past it with what it changes. */
@ApplicationScoped
public class CommandHandler {

  private interface Applier {
    CommandAnswer apply(OwnedShard shard, Command command, long nextOffset);
  }

  private final JobStore store;
  private final Admission admission;
  private final Map<Class<? extends Command>, Applier> appliers =
      Map.of(
          SubmitJob.class, (shard, command, next) -> submit(shard, (SubmitJob) command, next),
          CancelJob.class, (shard, command, next) -> cancel(shard, (CancelJob) command, next));

  public CommandHandler(JobStore store, Admission admission) {
    this.store = store;
    this.admission = admission;
  }

  CommandAnswer apply(OwnedShard shard, Command command, long nextOffset) {
    return appliers.get(command.getClass()).apply(shard, command, nextOffset);
  }

  private CommandAnswer submit(OwnedShard shard, SubmitJob submit, long next) {
    var key = new JobKey(submit.tenant(), submit.job());
    Optional<Problem> refusal = refusal(submit);
    if (refusal.isPresent()) {
      // What was taken the first time stays so, though its inputs may be gone by now.
      return store.find(key).isPresent()
          ? unchanged(shard, submit, next)
          : refused(shard, submit, next, refusal.get());
    }
    var submission = new Submission(submit.subject(), submit.at(), submit.spec());
    return store.create(shard, key, submission, next)
        ? answer(submit, Outcome.APPLIED, null)
        : unchanged(shard, submit, next);
  }

  private Optional<Problem> refusal(SubmitJob submit) {
    var violations = submit.spec().violations();
    if (!violations.isEmpty()) {
      return Optional.of(
          ProblemType.INVALID_REQUEST.with("Correct the fields named in 'errors'.", violations));
    }
    return admission.refusal(submit.tenant(), submit.spec());
  }

  private CommandAnswer cancel(OwnedShard shard, CancelJob cancel, long next) {
    var key = new JobKey(cancel.tenant(), cancel.job());
    var transition = store.transition(shard, key, job -> job.phase().cancel(cancel.reason()), next);
    if (transition.job().isEmpty()) {
      return refused(
          shard,
          cancel,
          next,
          ProblemType.NOT_FOUND.with("There is no job " + cancel.job() + " in this tenant."));
    }
    return transition.kind() == Move.Kind.CHANGED
        ? answer(cancel, Outcome.APPLIED, null)
        : unchanged(shard, cancel, next);
  }

  private CommandAnswer unchanged(OwnedShard shard, Command command, long next) {
    store.moveOffset(shard, next);
    return answer(command, Outcome.UNCHANGED, null);
  }

  private CommandAnswer refused(OwnedShard shard, Command command, long next, Problem problem) {
    store.moveOffset(shard, next);
    return answer(command, Outcome.REFUSED, problem);
  }

  static CommandAnswer answer(Command command, Outcome outcome, Problem problem) {
    return new CommandAnswer(command.command(), command.job(), command.tenant(), outcome, problem);
  }
}
