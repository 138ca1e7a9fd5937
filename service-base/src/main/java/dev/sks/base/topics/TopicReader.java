package dev.sks.base.topics;

import dev.sks.base.stores.Brokers;
import dev.sks.contract.Topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads a topic of one partition from its start on, every replica for itself. After an outage of
 * Kafka it begins again: what was read comes once more.
 */
public final class TopicReader implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long AGAIN_SECONDS = 3;

  private final Brokers brokers;
  private final TopicPartition partition;
  private final Consumer<ConsumerRecords<String, byte[]>> sink;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  /**
   * @param sink told after each poll, on one thread; there may be no record in it
   */
  public TopicReader(Brokers brokers, Topic topic, Consumer<ConsumerRecords<String, byte[]>> sink) {
    this.brokers = brokers;
    this.partition = new TopicPartition(topic.name(), 0);
    this.sink = sink;
    this.thread = new Thread(this::run, topic.name());
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
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
      if (!consumer.listTopics(Duration.ofSeconds(AGAIN_SECONDS)).containsKey(partition.topic())) {
        return;
      }
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (stopped.getCount() > 0) {
        sink.accept(consumer.poll(POLL));
      }
    } catch (KafkaException e) {
      LOG.debugf("Topic can't be read now topic=%s cause=%s", partition.topic(), e);
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
