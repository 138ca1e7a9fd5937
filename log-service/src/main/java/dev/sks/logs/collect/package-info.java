/**
 * Takes lines that collectors on the nodes read from {@code sks.pod-logs} into the ledger, and
 * tells when an attempt's are all there. Nobody enters: it is driven by Kafka and the clock.
 */
package dev.sks.logs.collect;
