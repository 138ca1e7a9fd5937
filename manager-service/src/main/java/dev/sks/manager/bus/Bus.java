package dev.sks.manager.bus;

import dev.sks.base.json.BusJson;
import dev.sks.base.stores.Brokers;
import dev.sks.contract.Topics.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Produces to Kafka: idempotent, acknowledged by all in-sync replicas, in order for each key. A
 * record waits out an outage of Kafka however long it is, within the producer's buffer.
 */
@ApplicationScoped
public class Bus {

  private static final Duration FULL_BUFFER_WAIT = Duration.ofSeconds(2);

  private final Producer<String, byte[]> producer;

  public Bus(Brokers brokers, @ConfigProperty(name = "sks.kafka.record-bytes") int recordBytes) {
    this.producer =
        new KafkaProducer<>(
            brokers.with(
                Map.of(
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    true,
                    ProducerConfig.LINGER_MS_CONFIG,
                    0,
                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                    "lz4",
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    recordBytes,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    FULL_BUFFER_WAIT.toMillis(),
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    Integer.MAX_VALUE)),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Completes when Kafka has it; exceptionally if it never will. */
  public CompletableFuture<Void> send(Topic topic, String key, Object value) {
    var sent = new CompletableFuture<Void>();
    producer.send(
        new ProducerRecord<>(topic.name(), key, BusJson.write(value)),
        (metadata, failure) -> {
          if (failure == null) {
            sent.complete(null);
          } else {
            sent.completeExceptionally(failure);
          }
        });
    return sent;
  }

  @PreDestroy
  void close() {
    producer.close(FULL_BUFFER_WAIT);
  }
}
