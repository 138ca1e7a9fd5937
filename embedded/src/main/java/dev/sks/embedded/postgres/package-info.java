/**
 * PostgreSQL from the binaries on the class path, durable, for the user {@code sks}. Entered
 * through {@link dev.sks.embedded.EmbeddedStack}.
 */
package dev.sks.embedded.postgres;
