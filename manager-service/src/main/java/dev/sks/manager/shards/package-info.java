/**
 * Which manager works for which shard: membership, ownership, and the fence that stops a paused
 * ex-owner. Whoever works for shards listens here.
 */
package dev.sks.manager.shards;
