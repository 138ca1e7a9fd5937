package dev.sks.base.topics;

import dev.sks.base.stores.Brokers;
import dev.sks.contract.Topics.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads a topic of one partition from its start on, every replica for itself. After an outage of
 * Kafka it begins again: what was read comes once more. A record that can't be taken is passed
 * over.
 */
public final class TopicReader implements AutoCloseable {

  /** Takes what is read, on one thread. */
  public interface Sink {

    void take(ConsumerRecord<String, byte[]> record) throws IOException;

    /** After each poll, whether or not there was a record. */
    default void polled() {}
  }

  private static final Logger LOG = Logger.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long AGAIN_SECONDS = 3;

  private final Brokers brokers;
  private final TopicPartition partition;
  private final Sink sink;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private boolean away;
  private volatile boolean read;

  public TopicReader(Brokers brokers, Topic topic, Sink sink) {
    this.brokers = brokers;
    this.partition = new TopicPartition(topic.name(), 0);
    this.sink = sink;
    this.thread = new Thread(this::run, topic.name());
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Whether all has been read that was there when the reading began. */
  public boolean isRead() {
    return read;
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
    try (var consumer =
        new KafkaConsumer<>(config(), new StringDeserializer(), new ByteArrayDeserializer())) {
      boolean there =
          consumer.listTopics(Duration.ofSeconds(AGAIN_SECONDS)).containsKey(partition.topic());
      reached();
      if (!there) {
        read = true;
        return;
      }
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (stopped.getCount() > 0) {
        read = read || consumer.position(partition) >= end;
        consumer.poll(POLL).forEach(this::take);
        sink.polled();
      }
    } catch (RuntimeException e) {
      if (!away) {
        LOG.warnf("Topic can't be read now topic=%s cause=%s", partition.topic(), e);
      }
      away = true;
    }
  }

  private void reached() {
    if (away) {
      LOG.infof("Topic can be read again topic=%s", partition.topic());
    }
    away = false;
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    try {
      sink.take(record);
    } catch (IOException | RuntimeException e) {
      LOG.warnf(
          "Record passed over topic=%s offset=%d cause=%s", record.topic(), record.offset(), e);
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

  @Override
  public void close() throws InterruptedException {
    stopped.countDown();
    thread.join(2 * POLL.toMillis());
  }
}
