package dev.sks.manager.logs.pods;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.base.json.BusJson;
import dev.sks.base.stores.Brokers;
import dev.sks.contract.CollectedLog;
import dev.sks.contract.CollectedLogKept;
import dev.sks.contract.JobIds;
import dev.sks.contract.Shards;
import dev.sks.contract.Topics;
import dev.sks.embedded.EmbeddedStack;
import dev.sks.manager.bus.Bus;
import dev.sks.manager.cluster.Words;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.shards.OwnedShard;
import dev.sks.manager.tenants.TenantNamespaces;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a manager tells the log-service of pods whose logs are collected, over a real Kafka. */
class CollectedPodLogsIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Instant LAST_LINE = Instant.parse("2026-11-01T10:00:03.123456789Z");
  private static final int RECORD_BYTES = 1024 * 1024;

  @TempDir static Path folder;
  private static EmbeddedStack stack;
  private static Brokers brokers;

  private final List<Runnable> sends = new ArrayList<>();
  private final AttemptRef ref = new AttemptRef("acme", JobIds.next(0), 2);
  private final Bus bus = new Bus(brokers, RECORD_BYTES);
  private final KeptLogs kept = new KeptLogs(brokers);
  private final CollectedPodLogs logs =
      new CollectedPodLogs(
          new TenantNamespaces(TenantNamespaces.Kind.OWN, "sks", "sks-"),
          bus,
          CollectedPodLogsIT::lastLine,
          kept,
          sends::add);
  private final OwnedShard shard = new OwnedShard(Shards.of(ref.tenant()), 1, Instant.EPOCH);

  /** No executor has printed any. */
  private static Optional<Instant> lastLine(PodContainer container) {
    return Optional.of(LAST_LINE).filter(line -> container.name().equals(PodSources.DRIVER));
  }

  @BeforeAll
  static void startKafka() throws Exception {
    stack = EmbeddedStack.in(folder.resolve("stack")).withKafka().start();
    brokers = new Brokers(stack.kafka().bootstrapServers());
    try (var admin = Admin.create(brokers.with(Map.of()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(Topics.COLLECTED_LOGS_NAME, 1, (short) 1),
                  new NewTopic(Topics.COLLECTED_LOGS_KEPT_NAME, 1, (short) 1)))
          .all()
          .get();
    }
  }

  @AfterAll
  static void stopKafka() {
    stack.close();
  }

  @BeforeEach
  void start() {
    kept.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    kept.stop();
  }

  @Test
  void saysWhosePodsTheseAreThenHowFarTheyCame() throws IOException {
    logs.acquired(shard);
    logs.follow(ref, pod("sks-it", Words.DRIVER));
    logs.follow(ref, pod("sks-it-exec-1", Words.EXECUTOR));
    logs.follow(ref, pod("sks-it", Words.DRIVER));
    logs.gone(ref, pod("sks-it-exec-1", Words.EXECUTOR));
    logs.end(ref);
    logs.end(ref);
    assertEquals(
        List.of(
            new CollectedLog(ref.job(), "acme", 2, "sks-acme", false, Map.of()),
            new CollectedLog(ref.job(), "acme", 2, "sks-acme", true, Map.of("driver", LAST_LINE))),
        said(2));
  }

  @Test
  void whoTellsOfAPodWaitsForNoKafka() throws IOException {
    logs.acquired(shard);
    logs.follow(ref, pod("sks-it", Words.DRIVER));
    assertEquals(1, sends.size());
    assertFalse(said(1).get(0).ended());
  }

  @Test
  void podsMayGoWhenTheLogIsKeptAndNoSooner() {
    logs.acquired(shard);
    logs.follow(ref, pod("sks-it", Words.DRIVER));
    logs.end(ref);
    keep(new CollectedLogKept(ref.job(), 1));
    keep(new CollectedLogKept(JobIds.next(0), 2));
    var another = new AttemptRef("acme", JobIds.next(0), 1);
    keep(new CollectedLogKept(another.job(), 1));
    await().atMost(SOON).until(() -> logs.isShipped(another));
    assertFalse(logs.isShipped(ref));
    // The shard is another manager's by now, which may have said it first.
    logs.lost(shard);
    keep(new CollectedLogKept(ref.job(), 2));
    await().atMost(SOON).until(() -> logs.isShipped(ref));
  }

  @Test
  void isSilentAboutTheTenantsOfOthers() throws IOException {
    logs.follow(ref, pod("sks-it", Words.DRIVER));
    logs.end(ref);
    logs.acquired(shard);
    logs.end(ref);
    List<CollectedLog> said = said(1);
    assertTrue(said.get(0).ended());
    assertEquals(Map.of(), said.get(0).lastLines());
  }

  private Pod pod(String name, String role) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("sks-acme")
        .withLabels(Map.of(Words.ROLE, role))
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName(role)
        .endContainer()
        .endSpec()
        .withNewStatus()
        .withPhase("Running")
        .addNewContainerStatus()
        .withName(role)
        .withNewState()
        .withNewRunning()
        .endRunning()
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }

  private void keep(CollectedLogKept answer) {
    bus.send(Topics.COLLECTED_LOGS_KEPT, answer.job(), answer).join();
  }

  /** What was said of the attempt until now. */
  private List<CollectedLog> said(int count) throws IOException {
    sends.forEach(Runnable::run);
    // Sends are in order: once this one is there, all are.
    bus.send(Topics.COLLECTED_LOGS, "end", Map.of()).join();
    var all = new ArrayList<CollectedLog>();
    try (var consumer =
        new KafkaConsumer<>(
            brokers.with(Map.of()), new StringDeserializer(), new ByteArrayDeserializer())) {
      var partition = new TopicPartition(Topics.COLLECTED_LOGS_NAME, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (var message : consumer.poll(Duration.ofMillis(200))) {
          if (message.key().equals(ref.job())) {
            all.add(BusJson.read(message.value(), CollectedLog.class));
          }
        }
      }
    }
    assertEquals(count, all.size());
    return all;
  }
}
