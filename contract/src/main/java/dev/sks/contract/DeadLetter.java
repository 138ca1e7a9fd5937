package dev.sks.contract;

/**
 * A record that could not be read or applied.
 *
 * @param payload the original bytes, Base64
 * @param cause what went wrong, one line
 */
public record DeadLetter(
    String topic, int partition, long offset, String key, String payload, String cause) {}
