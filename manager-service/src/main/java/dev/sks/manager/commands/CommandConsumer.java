package dev.sks.manager.commands;

import dev.sks.base.stores.Brokers;
import dev.sks.contract.Topics;
import dev.sks.manager.bus.Bus;
import dev.sks.manager.etcd.EtcdUnavailableException;
import dev.sks.manager.jobs.JobStore;
import dev.sks.manager.shards.OwnedShard;
import dev.sks.manager.shards.ShardListener;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Reads the partitions of owned shards from the offsets in etcd. One thread polls; a small pool
 * applies.
 */
@ApplicationScoped
public class CommandConsumer implements ShardListener {

  private static final Logger LOG = Logger.getLogger(CommandConsumer.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int LONGEST_BACKLOG = 200;

  private final CommandHandler handler;
  private final JobStore store;
  private final Bus bus;
  private final ScheduledExecutorService pool;
  private final Consumer<String, byte[]> consumer;
  private final Map<TopicPartition, ShardCommands> shards = new HashMap<>();
  private final BlockingDeque<Runnable> instructions = new LinkedBlockingDeque<>();
  private final Thread thread = new Thread(this::run, "sks-commands");
  private volatile boolean stopped;

  public CommandConsumer(
      CommandHandler handler,
      JobStore store,
      Bus bus,
      Brokers brokers,
      @ConfigProperty(name = "sks.manager.command-threads") int threads) {
    this.handler = handler;
    this.store = store;
    this.bus = bus;
    this.pool = new ScheduledThreadPoolExecutor(threads);
    this.consumer =
        new KafkaConsumer<>(
            brokers.with(
                Map.of(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false)),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  public void start() {
    thread.start();
  }

  @Override
  public void acquired(OwnedShard shard) {
    instruct(() -> open(shard));
  }

  @Override
  public void lost(OwnedShard shard) {
    instruct(() -> close(shard));
  }

  private void instruct(Runnable instruction) {
    instructions.addLast(instruction);
    consumer.wakeup();
  }

  private void run() {
    while (!stopped) {
      try {
        obey();
        if (!shards.isEmpty()) {
          read();
        }
      } catch (WakeupException e) {
        LOG.trace("Woken by an instruction");
      } catch (InterruptException | InterruptedException e) {
        stopped = true;
      } catch (EtcdUnavailableException e) {
        LOG.warnf("Offsets not read from etcd cause=%s", e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("Commands not read", e);
      }
    }
    consumer.close();
  }

  private void obey() throws InterruptedException {
    Duration patience = shards.isEmpty() ? POLL : Duration.ZERO;
    Runnable next = instructions.pollFirst(patience.toMillis(), TimeUnit.MILLISECONDS);
    while (next != null) {
      try {
        next.run();
      } catch (RuntimeException e) {
        instructions.addFirst(next);
        throw e;
      }
      next = instructions.pollFirst();
    }
  }

  private void open(OwnedShard shard) {
    var partition = new TopicPartition(Topics.COMMANDS_NAME, shard.number());
    Optional<Long> next = store.nextOffset(shard.number());
    shards.put(partition, new ShardCommands(shard, handler, store, bus, pool));
    consumer.assign(shards.keySet());
    next.ifPresentOrElse(
        offset -> consumer.seek(partition, offset),
        () -> consumer.seekToBeginning(List.of(partition)));
  }

  private void close(OwnedShard shard) {
    var partition = new TopicPartition(Topics.COMMANDS_NAME, shard.number());
    ShardCommands commands = shards.get(partition);
    if (commands != null && commands.shard().equals(shard)) {
      commands.close();
      shards.remove(partition);
      consumer.assign(shards.keySet());
    }
  }

  private void read() {
    shards.forEach(
        (partition, commands) -> {
          if (commands.backlog() > LONGEST_BACKLOG) {
            consumer.pause(List.of(partition));
          } else {
            consumer.resume(List.of(partition));
          }
        });
    var records = consumer.poll(POLL);
    for (TopicPartition partition : records.partitions()) {
      shards.get(partition).add(records.records(partition));
    }
  }

  @PreDestroy
  void stop() {
    stopped = true;
    consumer.wakeup();
    pool.shutdownNow();
  }
}
