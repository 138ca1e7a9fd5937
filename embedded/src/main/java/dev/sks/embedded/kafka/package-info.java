/**
 * A Kafka broker and controller in one child JVM, with a class path of its own: its jars never meet
 * the caller's. Entered through {@link dev.sks.embedded.EmbeddedStack}.
 */
package dev.sks.embedded.kafka;
