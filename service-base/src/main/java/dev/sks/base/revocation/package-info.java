/**
 * Sessions that ended before their tokens, heard on the bus. The check of tokens enters; doors have
 * no need to.
 */
package dev.sks.base.revocation;
