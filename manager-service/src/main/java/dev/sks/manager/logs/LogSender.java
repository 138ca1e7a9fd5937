package dev.sks.manager.logs;

import dev.sks.base.json.BusJson;
import dev.sks.base.stores.Brokers;
import dev.sks.contract.Limits;
import dev.sks.contract.LogChunk;
import dev.sks.contract.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends chunks to Kafka. */
final class LogSender implements AutoCloseable {

  /** A chunk in JSON: a control character takes six bytes there. */
  private static final int LARGEST = 6 * Limits.LOG_CHUNK + 16 * 1024;

  private final KafkaProducer<String, byte[]> producer;

  LogSender(Brokers brokers) {
    Map<String, Object> config =
        brokers.with(
            Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "sks-manager-logs",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "zstd",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                LARGEST,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                2000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5000,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                15_000));
    producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  /** Completes when the chunk is safe, or exceptionally if that is not known. */
  CompletionStage<Void> send(LogChunk chunk) {
    var sent = new CompletableFuture<Void>();
    var message = new ProducerRecord<>(Topics.JOB_LOGS_NAME, chunk.job(), BusJson.write(chunk));
    try {
      producer.send(
          message,
          (metadata, e) -> {
            if (e == null) {
              sent.complete(null);
            } else {
              sent.completeExceptionally(e);
            }
          });
    } catch (KafkaException e) {
      sent.completeExceptionally(e);
    }
    return sent;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
