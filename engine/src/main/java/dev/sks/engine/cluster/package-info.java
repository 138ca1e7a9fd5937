/**
 * Spark with executors in pods: its settings, and the watch over executors that don't come or are
 * killed. {@code mapreduce} enters when the attempt has executors.
 */
package dev.sks.engine.cluster;
