/**
 * Slows down whoever guesses: attempts by account and by address, shared by all replicas. Doors
 * that take something guessable enter before they look at it.
 */
package dev.sks.auth.lockout;
