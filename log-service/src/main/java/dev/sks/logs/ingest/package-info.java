/**
 * Takes chunks from {@code sks.job-logs} and appends each byte of a source once. Nobody enters: it
 * is driven by Kafka.
 */
package dev.sks.logs.ingest;
