package dev.sks.manager.bus;

import dev.sks.base.stores.Brokers;
import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.Topics;
import dev.sks.contract.Topics.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics the manager produces to, and the one it reads. */
@ApplicationScoped
public class ManagerTopics {

  private static final List<Topic> PRODUCED =
      List.of(
          Topics.COMMAND_ANSWERS,
          Topics.JOB_EVENTS,
          Topics.JOB_PROGRESS,
          Topics.JOB_LOGS,
          Topics.COLLECTED_LOGS,
          Topics.DEAD_LETTERS);
  private static final int PATIENCE_SECONDS = 10;

  private final TopicCreator creator;
  private final Brokers brokers;

  public ManagerTopics(TopicCreator creator, Brokers brokers) {
    this.creator = creator;
    this.brokers = brokers;
  }

  /**
   * Creates what is missing.
   *
   * @throws IllegalStateException if Kafka is away, the gateway has not created its topic yet, or a
   *     topic has another size; the message says which
   */
  public void ensure() throws InterruptedException {
    creator.ensure(PRODUCED);
    int partitions = partitions(Topics.COMMANDS_NAME);
    if (partitions != Topics.COMMANDS.partitions()) {
      throw new IllegalStateException(
          "topic %s has %d partitions, but SKS needs %d: delete it or use another Kafka"
              .formatted(Topics.COMMANDS_NAME, partitions, Topics.COMMANDS.partitions()));
    }
  }

  private int partitions(String topic) throws InterruptedException {
    try (var admin = Admin.create(brokers.with(Map.of()))) {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .get(topic)
          .partitions()
          .size();
    } catch (ExecutionException e) {
      String cause =
          e.getCause() instanceof UnknownTopicOrPartitionException
              ? "topic " + topic + " is not there yet: the gateway creates it when it starts"
              : "topic " + topic + " can't be looked at: " + e.getCause().getMessage();
      throw new IllegalStateException(cause, e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("Kafka does not answer at " + brokers, e);
    }
  }
}
