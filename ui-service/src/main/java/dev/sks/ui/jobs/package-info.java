/**
 * Submitting, listing, reading and cancelling jobs at the public door. Rooms that need to know what
 * was accepted but never answered enter through {@link dev.sks.ui.jobs.AcceptedStore}.
 */
package dev.sks.ui.jobs;
