package dev.sks.base.revocation;

import dev.sks.base.json.BusJson;
import dev.sks.base.stores.Brokers;
import dev.sks.contract.SessionEnded;
import dev.sks.contract.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads {@code sks.revocations} from its start, every replica for itself. While Kafka is away
 * tokens live out their minutes.
 */
@ApplicationScoped
class RevocationListener {

  private static final Logger LOG = Logger.getLogger(RevocationListener.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long AGAIN_SECONDS = 3;

  private final EndedSessions ended;
  private final Brokers brokers;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private Thread thread;

  RevocationListener(EndedSessions ended, Brokers brokers) {
    this.ended = ended;
    this.brokers = brokers;
  }

  void start(@Observes StartupEvent start) {
    thread = new Thread(this::run, "revocations");
    thread.setDaemon(true);
    thread.start();
  }

  void stop(@Observes ShutdownEvent stop) throws InterruptedException {
    stopped.countDown();
    thread.join(2 * POLL.toMillis());
  }

  private void run() {
    try {
      do {
        listen();
      } while (!stopped.await(AGAIN_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    var partition = new TopicPartition(Topics.REVOCATIONS_NAME, 0);
    try (var consumer =
        new KafkaConsumer<>(config(), new StringDeserializer(), new ByteArrayDeserializer())) {
      if (!consumer.listTopics(Duration.ofSeconds(AGAIN_SECONDS)).containsKey(partition.topic())) {
        return;
      }
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (stopped.getCount() > 0) {
        consumer.poll(POLL).forEach(this::take);
        ended.forget();
      }
    } catch (KafkaException e) {
      LOG.debugf("Revocations can't be read now cause=%s", e);
    }
  }

  private void take(ConsumerRecord<String, byte[]> event) {
    try {
      ended.add(BusJson.read(event.value(), SessionEnded.class));
    } catch (IOException | IllegalArgumentException e) {
      LOG.warnf("Revocation is not readable offset=%d cause=%s", event.offset(), e);
    }
  }

  private Map<String, Object> config() {
    return brokers.with(
        Map.of(
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            3_000));
  }
}
