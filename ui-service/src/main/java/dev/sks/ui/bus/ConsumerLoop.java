package dev.sks.ui.bus;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Polls on a thread of its own. A batch whose handler fails is handed over again, after a pause
 * that grows, until it succeeds; only then are its offsets committed (if there is a group).
 */
public final class ConsumerLoop implements AutoCloseable {

  /** Takes a batch; an exception means "again". */
  public interface Batch {
    void handle(ConsumerRecords<byte[], byte[]> records) throws Exception;
  }

  private static final Logger LOG = Logger.getLogger(ConsumerLoop.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Map<String, Object> config;
  private final Consumer<KafkaConsumer<byte[], byte[]>> join;
  private final Batch batch;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private int failures;
  private volatile KafkaConsumer<byte[], byte[]> current;

  /**
   * @param join subscribes or assigns a new consumer
   */
  public ConsumerLoop(
      String name,
      Map<String, Object> config,
      Consumer<KafkaConsumer<byte[], byte[]>> join,
      Batch batch) {
    this.config = config;
    this.join = join;
    this.batch = batch;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws InterruptedException {
    stopped.countDown();
    var consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  private boolean isRunning() {
    return stopped.getCount() > 0;
  }

  private void run() {
    while (isRunning()) {
      try (var consumer =
          new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        current = consumer;
        join.accept(consumer);
        while (isRunning()) {
          step(consumer);
        }
      } catch (WakeupException e) {
        LOG.debugf("Consumer stops thread=%s", thread.getName());
      } catch (RuntimeException e) {
        LOG.warnf("Consumer starts anew thread=%s cause=%s", thread.getName(), e);
        pause();
      }
    }
  }

  private void step(KafkaConsumer<byte[], byte[]> consumer) {
    var records = consumer.poll(POLL);
    if (records.isEmpty()) {
      return;
    }
    try {
      batch.handle(records);
      failures = 0;
    } catch (Exception e) {
      LOG.warnf(
          "Batch will be tried again thread=%s records=%d cause=%s",
          thread.getName(), records.count(), e);
      records.partitions().forEach(p -> consumer.seek(p, records.records(p).get(0).offset()));
      pause();
      return;
    }
    if (config.containsKey("group.id")) {
      consumer.commitSync();
    }
  }

  private void pause() {
    long millis = Math.min(LONGEST_PAUSE.toMillis(), 100L << Math.min(failures++, 10));
    try {
      if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
        LOG.debugf("Consumer was paused when it stopped thread=%s", thread.getName());
      }
    } catch (InterruptedException e) {
      stopped.countDown();
    }
  }
}
