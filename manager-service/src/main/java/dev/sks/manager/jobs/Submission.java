package dev.sks.manager.jobs;

import dev.sks.contract.JobSpec;
import java.time.Instant;

/** What a user asked for; written once. */
public record Submission(String submittedBy, Instant submittedAt, JobSpec spec) {}
