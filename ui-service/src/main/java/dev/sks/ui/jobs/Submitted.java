package dev.sks.ui.jobs;

import dev.sks.ui.readmodel.Job;

/**
 * A job that was taken.
 *
 * @param status 201 if the manager has answered, 202 if not yet, 200 if it was there before
 */
record Submitted(int status, Job job) {}
