/**
 * Reads a job's log: filtered, its end only, or live until it has ended. Callers with any role of
 * the job's tenant enter through {@link dev.sks.logs.read.LogResource}.
 */
package dev.sks.logs.read;
