package dev.sks.logs;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sks.contract.JobIds;
import dev.sks.contract.Limits;
import dev.sks.contract.Roles;
import dev.sks.contract.Topics;
import dev.sks.embedded.EmbeddedStack;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty megabytes of log through a service with a small heap that is killed in the middle. */
class RestartIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int CHUNKS = 50 * 1024 * 1024 / Limits.LOG_CHUNK;
  private static final String HEAP = "96m";

  @TempDir Path directory;

  private final String job = JobIds.next(System.currentTimeMillis());
  private final Random random = new Random(1);
  private final MessageDigest expected = MessageDigest.getInstance("SHA-256");
  private String previous = "";

  RestartIT() throws Exception {}

  @Test
  void aLogSurvivesAKillInBoundedMemory() throws Exception {
    var tokens = new Tokens();
    String authUrl = tokens.start().get(Tokens.AUTH_URL);
    try (EmbeddedStack stack =
            EmbeddedStack.in(directory.resolve("stack"))
                .withPostgres("sks_logs")
                .withKafka()
                .start();
        var service = new LogProcess(stack, HEAP, authUrl, directory.resolve("log-service.log"));
        var producer = Shipper.producer(stack.kafka().bootstrapServers())) {
      var door = new LogDoor(Tokens.of("acme", Roles.VIEWER), service::port);
      service.start();
      await().atMost(PATIENCE).until(service::listens);
      createTopic(stack.kafka().bootstrapServers());

      ship(producer, 0, CHUNKS / 2);
      await().atMost(PATIENCE).ignoreExceptions().until(() -> !door.get(job, "tail=1").isEmpty());
      service.kill();
      service.start();
      ship(producer, CHUNKS / 2, CHUNKS);
      new Shipper(producer, "acme", job).end(1, "stdout");
      await().atMost(PATIENCE).until(service::listens);

      String whole = HexFormat.of().formatHex(expected.digest());
      assertEquals(whole, digest(door, "follow=true"), "live");
      assertEquals(whole, digest(door, ""), "finished");
    } finally {
      tokens.stop();
    }
  }

  private static void createTopic(String brokers) throws Exception {
    var topic = new NewTopic(Topics.JOB_LOGS.name(), Topics.JOB_LOGS.partitions(), (short) 1);
    try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", brokers))) {
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  /**
   * Each chunk comes with half of its predecessor again, as from a producer that remembers badly.
   */
  private void ship(KafkaProducer<byte[], byte[]> producer, int from, int to) {
    var shipper = new Shipper(producer, "acme", job);
    for (int i = from; i < to; i++) {
      String text = chunk();
      long offset = (long) i * Limits.LOG_CHUNK;
      shipper.again(1, "stdout", offset - previous.length(), previous + text, false);
      previous = text.substring(text.indexOf('\n', Limits.LOG_CHUNK / 2) + 1);
      expected.update(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String chunk() {
    var text = new StringBuilder(Limits.LOG_CHUNK);
    while (text.length() < Limits.LOG_CHUNK - 100) {
      text.append("INFO task ")
          .append(random.nextInt())
          .append(" took ms=")
          .append(random.nextInt(5000))
          .append('\n');
    }
    return text.append("x".repeat(Limits.LOG_CHUNK - 1 - text.length())).append('\n').toString();
  }

  private String digest(LogDoor door, String query) throws Exception {
    HttpResponse<InputStream> response =
        door.open(job, query, HttpResponse.BodyHandlers.ofInputStream());
    assertEquals(200, response.statusCode());
    var digest = MessageDigest.getInstance("SHA-256");
    try (var body = new DigestInputStream(response.body(), digest)) {
      body.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
