/**
 * The commands about jobs: submit, list, watch, results, logs, cancel. Jobs are JSON trees as the
 * server sent them, so that fields of newer servers do no harm.
 */
package dev.sks.cli.jobs;
