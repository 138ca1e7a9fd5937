/**
 * Deletes logs nobody has appended to for the time of retention. Nobody enters: it runs on a
 * schedule.
 */
package dev.sks.logs.retention;
