/**
 * Child processes that end with the launcher, however it ends. Whoever starts a process on this
 * machine enters here; nothing in here knows what the process is for.
 */
package dev.sks.embedded.process;
