/**
 * The door through which attempts report: claim, progress, failure, commit, each with the attempt's
 * own secret. Any manager serves it, owner of the shard or not.
 */
package dev.sks.manager.attempts;
