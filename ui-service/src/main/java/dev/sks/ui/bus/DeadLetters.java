package dev.sks.ui.bus;

import dev.sks.base.json.BusJson;
import dev.sks.contract.DeadLetter;
import dev.sks.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Puts aside what can't be read or applied, so that the next record proceeds. */
@ApplicationScoped
public class DeadLetters {

  private static final Logger LOG = Logger.getLogger(DeadLetters.class);

  private final BusProducer producer;

  DeadLetters(BusProducer producer) {
    this.producer = producer;
  }

  /** Blocks until Kafka has it. */
  public void bury(ConsumerRecord<byte[], byte[]> poison, Throwable cause) {
    var letter =
        DeadLetter.of(
            poison.topic(),
            poison.partition(),
            poison.offset(),
            poison.key() == null ? null : new String(poison.key(), StandardCharsets.UTF_8),
            poison.value(),
            cause.toString());
    LOG.errorf(
        "Record put aside topic=%s partition=%d offset=%d cause=%s",
        letter.topic(), letter.partition(), letter.offset(), letter.cause());
    byte[] key = letter.key() == null ? null : letter.key().getBytes(StandardCharsets.UTF_8);
    producer
        .send(new ProducerRecord<>(Topics.DEAD_LETTERS_NAME, 0, key, BusJson.write(letter)))
        .await()
        .atMost(Duration.ofSeconds(10));
  }
}
