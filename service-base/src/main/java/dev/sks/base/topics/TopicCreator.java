package dev.sks.base.topics;

import dev.sks.base.stores.Brokers;
import dev.sks.contract.Topics.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Creates the topics a service produces to, and refuses those of another size. */
@ApplicationScoped
public class TopicCreator {

  private static final Logger LOG = Logger.getLogger(TopicCreator.class);

  /** After compression; a record that carries a job's spec passes Kafka's default. */
  private static final int RECORD_BYTES = 4 * 1024 * 1024;

  private final Brokers brokers;
  private final short replication;
  private final Optional<Integer> minInSync;

  TopicCreator(
      Brokers brokers,
      @ConfigProperty(name = "sks.kafka.replication", defaultValue = "1") short replication,
      @ConfigProperty(name = "sks.kafka.min-insync-replicas") Optional<Integer> minInSync) {
    this.brokers = brokers;
    this.replication = replication;
    this.minInSync = minInSync;
  }

  /**
   * Blocks until the topics are there.
   *
   * @throws IllegalStateException if one is there with another number of partitions
   */
  public void ensure(List<Topic> topics) throws InterruptedException {
    try (var admin = Admin.create(brokers.with(Map.of()))) {
      for (Topic topic : topics) {
        if (!create(admin, topic)) {
          check(admin, topic);
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("topics can't be created at " + brokers, e.getCause());
    }
  }

  private boolean create(Admin admin, Topic topic) throws InterruptedException, ExecutionException {
    var config = new HashMap<String, String>();
    config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(RECORD_BYTES));
    String millis = Long.toString(topic.retention().toMillis());
    if (topic.compacted()) {
      config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
      config.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, millis);
    } else {
      config.put(TopicConfig.RETENTION_MS_CONFIG, millis);
    }
    minInSync.ifPresent(
        n -> config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(n)));
    var wanted = new NewTopic(topic.name(), topic.partitions(), replication).configs(config);
    try {
      admin.createTopics(List.of(wanted)).all().get();
      LOG.infof("Topic created topic=%s partitions=%d", topic.name(), topic.partitions());
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }

  private static void check(Admin admin, Topic topic)
      throws InterruptedException, ExecutionException {
    int partitions =
        admin
            .describeTopics(List.of(topic.name()))
            .allTopicNames()
            .get()
            .get(topic.name())
            .partitions()
            .size();
    if (partitions != topic.partitions()) {
      throw new IllegalStateException(
          "topic %s has %d partitions, but SKS needs %d: delete it or use another Kafka"
              .formatted(topic.name(), partitions, topic.partitions()));
    }
  }
}
