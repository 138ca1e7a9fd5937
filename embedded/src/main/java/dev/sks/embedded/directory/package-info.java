/**
 * One directory that holds all data of a stack, and what is kept of it between starts: the lock,
 * the ports, what was left alive. The launcher that opens a directory is the only one that may use
 * it.
 */
package dev.sks.embedded.directory;
