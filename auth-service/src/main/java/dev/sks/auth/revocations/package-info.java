/**
 * Tells all services which sessions and keys ended, through an outbox that the database itself
 * fills. Nobody enters.
 */
package dev.sks.auth.revocations;
