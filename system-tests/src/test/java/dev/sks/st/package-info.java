/**
 * The whole product through its public door. Classes end in ST and share one standalone stack; what
 * they kill, the launcher restarts.
 */
package dev.sks.st;
