package dev.sks.ui.bus;

import dev.sks.base.stores.Brokers;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The gateway's producer: acknowledged by all replicas, or failed within seconds. */
@ApplicationScoped
public class BusProducer {

  private static final int MAX_BLOCK_MILLIS = 2_000;
  private static final int REQUEST_MILLIS = 2_000;
  private static final int DELIVERY_MILLIS = 4_000;

  private final BusTopics topics;
  private final KafkaProducer<byte[], byte[]> producer;

  BusProducer(BusTopics topics, Brokers brokers) {
    this.topics = topics;
    var config = new HashMap<String, Object>();
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
    config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 * 1024 * 1024);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    this.producer =
        new KafkaProducer<>(
            brokers.with(config), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Fails with {@link NotTakenException} if Kafka does not take the record. */
  public Uni<Void> send(ProducerRecord<byte[], byte[]> item) {
    return Uni.createFrom()
        .<Void>emitter(
            emitter -> {
              if (!topics.areThere()) {
                emitter.fail(new NotTakenException(false, null));
                return;
              }
              Thread caller = Thread.currentThread();
              producer.send(
                  item,
                  (metadata, failure) -> {
                    if (failure == null) {
                      emitter.complete(null);
                    } else {
                      // What was never put into a batch is reported on the caller's own thread.
                      boolean maybeSent = Thread.currentThread() != caller;
                      emitter.fail(new NotTakenException(maybeSent, failure));
                    }
                  });
            })
        // send() waits for metadata when it has none.
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  @PreDestroy
  void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
