/**
 * Knows attempts by the tokens the cluster gives their pods, without asking the cluster each time.
 * The attempts' door enters, through {@link dev.sks.manager.attempts.AttemptIdentity}.
 */
package dev.sks.manager.attempts.cluster;
