package dev.sks.logs.ingest;

import dev.sks.contract.LogChunk;
import dev.sks.logs.refused.Refusal;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that was understood. */
record Arrival(ConsumerRecord<byte[], byte[]> record, LogChunk chunk) {

  Refusal refuse(String cause) {
    return new Refusal(record, cause);
  }
}
