package dev.sks.logs.refused;

import dev.sks.contract.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that can't be taken, and why. */
public record Refusal(ConsumerRecord<byte[], byte[]> record, String cause) {

  /** What Kafka's usual bound of 1 MiB a record leaves for bytes that Base64 makes longer. */
  private static final int MAX_PAYLOAD = 512 * 1024;

  private static final int MAX_KEY = 1024;
  private static final int MAX_CAUSE = 1024;

  DeadLetter deadLetter() {
    byte[] payload = record.value() == null ? new byte[0] : record.value();
    return new DeadLetter(
        record.topic(),
        record.partition(),
        record.offset(),
        key() == null ? null : new String(key(), StandardCharsets.UTF_8),
        Base64.getEncoder().encodeToString(head(payload, MAX_PAYLOAD)),
        causeOf(payload.length));
  }

  byte[] key() {
    return record.key() == null ? null : head(record.key(), MAX_KEY);
  }

  private String causeOf(int size) {
    String brief = cause.length() > MAX_CAUSE ? cause.substring(0, MAX_CAUSE) : cause;
    return size > MAX_PAYLOAD
        ? "%s (the first %d of %d bytes are kept)".formatted(brief, MAX_PAYLOAD, size)
        : brief;
  }

  private static byte[] head(byte[] bytes, int max) {
    return bytes.length > max ? Arrays.copyOf(bytes, max) : bytes;
  }
}
