/**
 * Passes attempts' progress on to {@code sks.job-progress}; it is never kept. The attempts' door
 * enters.
 */
package dev.sks.manager.progress;
