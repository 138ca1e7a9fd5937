package dev.sks.manager.launch;

import dev.sks.contract.JobSpec;

/**
 * What a launcher needs to create an attempt.
 *
 * @param token the secret with which the attempt reports to the manager, where its environment
 *     gives it none
 */
public record AttemptLaunch(AttemptRef ref, JobSpec spec, String token) {}
