/**
 * Sessions that ended before their tokens, heard on the bus. The check of tokens enters, and doors
 * whose answers stay open.
 */
package dev.sks.base.revocation;
