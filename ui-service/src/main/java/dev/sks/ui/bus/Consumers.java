package dev.sks.ui.bus;

import dev.sks.base.stores.Brokers;
import dev.sks.contract.Topics.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Opens consumers of the two kinds a gateway has. */
@ApplicationScoped
public class Consumers {

  private final Brokers brokers;

  Consumers(Brokers brokers) {
    this.brokers = brokers;
  }

  /** The gateways share the records of the topic, from the first; a batch is done once. */
  public ConsumerLoop shared(String group, Topic topic, ConsumerLoop.Batch batch) {
    var config = config();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // A killed gateway's partitions must not wait 45 s, the default, for another reader.
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
    return new ConsumerLoop(
        group + "-" + topic.name(),
        config,
        consumer -> consumer.subscribe(List.of(topic.name())),
        batch);
  }

  /** Every gateway reads all records of the topics, from now on. */
  public ConsumerLoop each(String name, List<Topic> topics, ConsumerLoop.Batch batch) {
    var config = config();
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new ConsumerLoop(name, config, consumer -> assign(consumer, topics), batch);
  }

  /** Of a topic that is still to come, everything is new. */
  private static void assign(KafkaConsumer<byte[], byte[]> consumer, List<Topic> topics) {
    var all = new ArrayList<TopicPartition>();
    var old = new ArrayList<TopicPartition>();
    for (Topic topic : topics) {
      var partitions =
          IntStream.range(0, topic.partitions())
              .mapToObj(i -> new TopicPartition(topic.name(), i))
              .toList();
      all.addAll(partitions);
      var there = consumer.partitionsFor(topic.name());
      if (there != null && !there.isEmpty()) {
        old.addAll(partitions);
      }
    }
    consumer.assign(all);
    if (!old.isEmpty()) {
      consumer.seekToEnd(old);
    }
  }

  private Map<String, Object> config() {
    var config = brokers.with(Map.of());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 2_000);
    config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    config.put(ConsumerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
    return config;
  }
}
