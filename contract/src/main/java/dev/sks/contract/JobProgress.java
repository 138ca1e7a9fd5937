package dev.sks.contract;

import java.time.Instant;

/** How far an attempt is. */
public record JobProgress(
    String job, String tenant, int attempt, Instant at, AttemptProgress progress) {}
