/**
 * Takes the commands of owned shards from Kafka, in order for each shard, answers every one, and
 * sets aside what can't be read or applied. Nobody enters.
 */
package dev.sks.manager.commands;
