package dev.sks.contract;

import java.time.Instant;

/**
 * A job changed. Carries the whole job, so that the newest event of each job rebuilds a read model;
 * consumers are idempotent by (job, {@code status.generation}).
 */
public record JobStateChanged(
    String job,
    String tenant,
    String submittedBy,
    Instant submittedAt,
    JobSpec spec,
    JobStatus status) {}
