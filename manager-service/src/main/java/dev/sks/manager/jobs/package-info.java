/**
 * Jobs in etcd: the state machine, and the store whose writes are compare-and-sets. Commands,
 * reports of attempts and the reconciler enter; the rest of the module reads.
 */
package dev.sks.manager.jobs;
