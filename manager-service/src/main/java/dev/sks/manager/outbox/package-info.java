/**
 * Publishes every change of a job to {@code sks.job-events}. Nobody enters: it listens to the feed
 * of jobs; only the removal of jobs asks how far it is.
 */
package dev.sks.manager.outbox;
