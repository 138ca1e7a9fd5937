package dev.sks.logs;

import dev.sks.base.json.BusJson;
import dev.sks.contract.DeadLetter;
import dev.sks.contract.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the dead letters from their start. */
class DeadLetterBox implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;

  DeadLetterBox(String brokers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", brokers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    var partition = new TopicPartition(Topics.DEAD_LETTERS_NAME, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  /** The causes of so many letters of a key, in the order of the records they are about. */
  List<String> causesFor(String key, int count, Duration patience) throws IOException {
    var letters = new ArrayList<DeadLetter>();
    long deadline = System.nanoTime() + patience.toNanos();
    while (letters.size() < count && System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        DeadLetter letter = BusJson.read(record.value(), DeadLetter.class);
        if (key.equals(letter.key())) {
          letters.add(letter);
        }
      }
    }
    return letters.stream()
        .sorted(Comparator.comparingLong(DeadLetter::offset))
        .map(DeadLetter::cause)
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
