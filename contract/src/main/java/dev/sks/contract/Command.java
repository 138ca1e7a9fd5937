package dev.sks.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** What a gateway asks of the manager. Idempotent by {@link #command}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Command.SubmitJob.class, name = "SubmitJob"),
  @JsonSubTypes.Type(value = Command.CancelJob.class, name = "CancelJob")
})
public sealed interface Command permits Command.SubmitJob, Command.CancelJob {

  /** Id of the command; the answer carries it. */
  String command();

  String job();

  String tenant();

  /** The user who asks. */
  String subject();

  Instant at();

  record SubmitJob(
      String command, String job, String tenant, String subject, Instant at, JobSpec spec)
      implements Command {}

  record CancelJob(
      String command, String job, String tenant, String subject, Instant at, String reason)
      implements Command {}
}
