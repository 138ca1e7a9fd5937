/**
 * Appends each byte of a source once, whichever road it came by, all of a batch or none. The rooms
 * that take lines enter, with a transaction's worth of work.
 */
package dev.sks.logs.ledger;
