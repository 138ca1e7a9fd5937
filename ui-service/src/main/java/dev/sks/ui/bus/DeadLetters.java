package dev.sks.ui.bus;

import dev.sks.base.json.BusJson;
import dev.sks.contract.DeadLetter;
import dev.sks.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
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
    LOG.errorf(
        "Record put aside topic=%s partition=%d offset=%d cause=%s",
        poison.topic(), poison.partition(), poison.offset(), firstLine(cause));
    var letter =
        new DeadLetter(
            poison.topic(),
            poison.partition(),
            poison.offset(),
            poison.key() == null ? null : new String(poison.key(), StandardCharsets.UTF_8),
            poison.value() == null ? "" : Base64.getEncoder().encodeToString(poison.value()),
            firstLine(cause));
    producer
        .send(
            new ProducerRecord<>(Topics.DEAD_LETTERS_NAME, 0, poison.key(), BusJson.write(letter)))
        .await()
        .atMost(Duration.ofSeconds(10));
  }

  private static String firstLine(Throwable cause) {
    return cause.toString().lines().findFirst().orElse("");
  }
}
