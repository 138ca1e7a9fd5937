package dev.sks.logs;

import dev.sks.base.json.BusJson;
import dev.sks.contract.CollectedLogKept;
import dev.sks.contract.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the answers to the managers. */
class KeptBox implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private int count;

  KeptBox(String brokers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", brokers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    var partition = new TopicPartition(Topics.COLLECTED_LOGS_KEPT_NAME, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  /** How often it has been said so far that a job's first attempt is kept. */
  int count(String job) throws IOException {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      if (new CollectedLogKept(job, 1)
          .equals(BusJson.read(record.value(), CollectedLogKept.class))) {
        count++;
      }
    }
    return count;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
