package dev.sks.ui.readmodel;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.sks.contract.AttemptProgress;
import dev.sks.contract.JobSpec;
import dev.sks.contract.JobState;
import dev.sks.contract.JobStatus;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A job at the public door.
 *
 * @param spec JSON, as stored
 * @param status JSON, as stored
 * @param progress of the running attempt, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Job(
    String id,
    String tenant,
    String submittedBy,
    Instant submittedAt,
    @JsonRawValue @Schema(implementation = JobSpec.class) String spec,
    @JsonRawValue @Schema(implementation = JobStatus.class) String status,
    AttemptProgress progress,
    @JsonIgnore JobState state,
    @JsonIgnore long generation) {

  public Job with(AttemptProgress newest) {
    return new Job(id, tenant, submittedBy, submittedAt, spec, status, newest, state, generation);
  }

  /** The entity tag, without quotes. */
  @JsonIgnore
  public String tag() {
    return Long.toString(generation);
  }
}
