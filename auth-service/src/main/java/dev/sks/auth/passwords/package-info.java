/**
 * Hashes passwords with Argon2id and makes secrets. Features that take or give a secret may enter.
 */
package dev.sks.auth.passwords;
