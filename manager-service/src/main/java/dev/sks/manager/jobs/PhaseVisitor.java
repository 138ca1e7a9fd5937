package dev.sks.manager.jobs;

/** What to do in each phase; a new phase doesn't compile until every visitor has an answer. */
public interface PhaseVisitor<R> {

  R queued(Phase.Queued phase);

  R starting(Phase.Starting phase);

  R running(Phase.Running phase);

  R retrying(Phase.Retrying phase);

  R succeeded(Phase.Succeeded phase);

  R failed(Phase.Failed phase);

  R cancelled(Phase.Cancelled phase);
}
