package dev.sks.logs.refused;

import dev.sks.contract.DeadLetter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that can't be taken, and why. */
public record Refusal(ConsumerRecord<byte[], byte[]> record, String cause) {

  DeadLetter deadLetter() {
    return DeadLetter.of(
        record.topic(),
        record.partition(),
        record.offset(),
        record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
        record.value(),
        cause);
  }
}
