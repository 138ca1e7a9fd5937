/**
 * Moves what the database keeps for the bus onto its topic. The features that have an outbox enter
 * with {@link dev.sks.auth.outbox.OutboxPublisher}.
 */
package dev.sks.auth.outbox;
