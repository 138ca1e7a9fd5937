package dev.sks.manager.logs.pods;

import dev.sks.base.json.BusJson;
import dev.sks.contract.LogChunk;
import dev.sks.contract.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What is on {@code sks.job-logs} of one job, taken as the log-service does: what overlaps is cut.
 */
final class ReceivedLogs implements AutoCloseable {

  private final String job;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, StringBuilder> texts = new HashMap<>();
  private final Map<String, Long> next = new HashMap<>();
  private final List<String> ended = new ArrayList<>();
  private long overlaps;

  static void createTopic(String brokers) throws Exception {
    var topic = new NewTopic(Topics.JOB_LOGS_NAME, 1, (short) 1);
    try (var admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  ReceivedLogs(String brokers, String job) {
    this.job = job;
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", brokers),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    var partition = new TopicPartition(Topics.JOB_LOGS_NAME, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  /** Takes what has come. */
  ReceivedLogs poll() {
    for (var message : consumer.poll(Duration.ofMillis(100))) {
      try {
        LogChunk chunk = BusJson.read(message.value(), LogChunk.class);
        if (chunk.job().equals(job)) {
          take(chunk);
        }
      } catch (IOException e) {
        throw new AssertionError("not a chunk", e);
      }
    }
    return this;
  }

  private void take(LogChunk chunk) {
    long expected = next.getOrDefault(chunk.source(), 0L);
    int known = (int) Math.max(0, expected - chunk.offset());
    overlaps += Math.min(known, chunk.length());
    byte[] text = chunk.text().getBytes(StandardCharsets.UTF_8);
    if (known < chunk.length()) {
      if (known > 0 && text.length != chunk.length()) {
        throw new AssertionError("an overlap that is not UTF-8 can't be cut exactly here");
      }
      texts
          .computeIfAbsent(chunk.source(), source -> new StringBuilder())
          .append(new String(text, known, text.length - known, StandardCharsets.UTF_8));
    }
    next.put(chunk.source(), Math.max(expected, chunk.offset() + chunk.length()));
    if (chunk.last() && !ended.contains(chunk.source())) {
      ended.add(chunk.source());
    }
  }

  String text(String source) {
    return texts.getOrDefault(source, new StringBuilder()).toString();
  }

  /** In the order of their ends. */
  List<String> ended() {
    return ended;
  }

  /** How many bytes came again. */
  long overlaps() {
    return overlaps;
  }

  /** Of all sources, each counted once. */
  long bytes() {
    return next.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
