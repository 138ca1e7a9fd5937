/**
 * Brings each job's attempts to where its state says, one step at a time, by job. Changes, exits,
 * and timers only say which job to look at. Nobody enters.
 */
package dev.sks.manager.reconcile;
