package dev.sks.manager.launch;

/** Names one attempt of one job. */
public record AttemptRef(String tenant, String job, int attempt) {}
