package dev.sks.manager.reconcile;

import dev.sks.manager.attempts.AttemptSecrets;
import dev.sks.manager.jobs.JobStore;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.Launcher;

/** What the steps of all jobs work with. */
record Tools(
    JobStore store,
    Launcher launcher,
    AttemptSecrets secrets,
    JobRemoval removal,
    Slots slots,
    Missing missing,
    Hindrances hindrances,
    Creations creations) {

  /** The attempt is over. */
  void forget(AttemptRef attempt) {
    missing.forget(attempt);
    hindrances.forget(attempt);
    creations.forget(attempt);
  }
}
