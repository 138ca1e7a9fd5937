package dev.sks.manager.logs;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.base.json.BusJson;
import dev.sks.contract.JobIds;
import dev.sks.contract.LogChunk;
import dev.sks.contract.Topics;
import dev.sks.embedded.EmbeddedStack;
import dev.sks.manager.launch.AttemptRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogShippingIT {

  private static final Duration SOON = Duration.ofMinutes(2);

  private final AttemptRef ref = new AttemptRef("team", JobIds.next(0), 1);
  private final StringBuilder log = new StringBuilder();
  private long received;
  private boolean ended;
  private EmbeddedStack stack;
  private KafkaConsumer<String, byte[]> consumer;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    stack = EmbeddedStack.in(folder).withKafka().start();
    var topic = new NewTopic(Topics.JOB_LOGS_NAME, Topics.JOB_LOGS.partitions(), (short) 1);
    try (var admin = Admin.create(Map.of("bootstrap.servers", stack.kafka().bootstrapServers()))) {
      admin.createTopics(List.of(topic)).all().get();
    }
    Map<String, Object> config = Map.of("bootstrap.servers", stack.kafka().bootstrapServers());
    consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    var partitions =
        IntStream.range(0, Topics.JOB_LOGS.partitions())
            .mapToObj(i -> new TopicPartition(Topics.JOB_LOGS_NAME, i))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  @AfterAll
  void stop() {
    consumer.close();
    stack.close();
  }

  @Test
  void losesAndDoublesNothingThroughARestart(@TempDir Path folder) throws IOException {
    String lines = "a line of the log, with ü and 😀\n".repeat(40_000);
    int middle = lines.length() / 2;
    print(folder, lines.substring(0, middle));
    LogShipper first = shipper();
    first.follow(ref, folder);
    await().atMost(SOON).until(() -> receivedMoreThan(100_000));
    // As by kill -9 between the acknowledgement and its record.
    first.close();
    Files.deleteIfExists(folder.resolve("shipped"));
    print(folder, lines.substring(middle));
    LogShipper second = shipper();
    second.follow(ref, folder);
    print(folder, "the end");
    Files.createFile(folder.resolve("exit"));
    await().atMost(SOON).until(() -> second.isShipped(ref));
    await().atMost(SOON).until(() -> receivedMoreThan(0) && ended);
    assertEquals(lines + "the end", log.toString());
    second.follow(ref, folder);
    assertEquals(true, second.isShipped(ref));
    second.close();
  }

  private LogShipper shipper() {
    return LogShippers.to(stack.kafka().bootstrapServers());
  }

  /** Takes what has come as the log-service does: by offset. */
  private boolean receivedMoreThan(long bytes) throws IOException {
    for (var message : consumer.poll(Duration.ofMillis(100))) {
      LogChunk chunk = BusJson.read(message.value(), LogChunk.class);
      if (chunk.source().equals("stdout")) {
        byte[] text = chunk.text().getBytes(StandardCharsets.UTF_8);
        int known = (int) Math.max(0, received - chunk.offset());
        if (known < text.length) {
          assertEquals(received, chunk.offset() + known);
          log.append(new String(text, known, text.length - known, StandardCharsets.UTF_8));
          received += text.length - known;
        }
        ended |= chunk.last();
      }
    }
    return received > bytes;
  }

  private static void print(Path folder, String text) throws IOException {
    Files.writeString(
        folder.resolve("stdout"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
