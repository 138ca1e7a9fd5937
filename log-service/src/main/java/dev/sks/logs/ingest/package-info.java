/** Takes chunks from {@code sks.job-logs} into the ledger. Nobody enters: it is driven by Kafka. */
package dev.sks.logs.ingest;
