package dev.sks.ui.jobs;

import dev.sks.contract.Command;
import dev.sks.contract.JobSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * A valid request for a new job.
 *
 * @param job its id
 * @param key of the request, if the client gave one
 * @param hash of the request's body
 */
record Submission(
    String job, Submitter by, Instant at, JobSpec spec, Optional<String> key, String hash) {

  /** The command has the job's id, so that producing it again is the same command. */
  Command.SubmitJob command() {
    return new Command.SubmitJob(job, job, by.tenant(), by.name(), at, spec);
  }
}
