package dev.sks.manager.tenants;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.base.json.BusJson;
import dev.sks.base.stores.Brokers;
import dev.sks.contract.JobIds;
import dev.sks.contract.JobState;
import dev.sks.contract.RunPolicy;
import dev.sks.contract.Shards;
import dev.sks.contract.TenantQuota;
import dev.sks.contract.TenantState;
import dev.sks.contract.Topics;
import dev.sks.embedded.EmbeddedStack;
import dev.sks.manager.Gateway;
import dev.sks.manager.data.DataStore;
import dev.sks.manager.data.DataStores;
import dev.sks.manager.etcd.Etcd;
import dev.sks.manager.etcd.GivenEtcd;
import dev.sks.manager.jobs.JobKey;
import dev.sks.manager.jobs.JobStore;
import dev.sks.manager.jobs.Submission;
import dev.sks.manager.launch.LauncherKind;
import dev.sks.manager.shards.FencedWrites;
import dev.sks.manager.shards.ShardListener;
import dev.sks.manager.shards.ShardOwnership;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tenants that share a namespace, over a real Kafka and a real etcd. */
class TenantReconciliationIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration BEFORE_THE_NEXT_LOOK = Duration.ofSeconds(30);
  private static final Clock CLOCK = Clock.systemUTC();
  private static final int TENANTS = 20;
  private static final String IN_THE_WAY = "obstructed";

  @TempDir Path folder;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<ShardOwnership> members = new ArrayList<>();
  private final List<ShardListener> listeners = new ArrayList<>();
  private EmbeddedStack stack;
  private Etcd etcd;
  private KafkaProducer<String, byte[]> bus;
  private JobStore jobs;
  private GivenCluster cluster;
  private DataStore data;
  private TenantStates states;
  private TenantObstacles obstacles;
  private ShardOwnership ownership;
  private TenantReconciliation reconciliation;

  @BeforeEach
  void start() throws Exception {
    stack = EmbeddedStack.in(folder.resolve("stack")).withKafka().withEtcd().start();
    var brokers = new Brokers(stack.kafka().bootstrapServers());
    etcd = new Etcd(GivenEtcd.plain(stack.etcd().endpoint()));
    try (var admin = Admin.create(brokers.with(Map.of()))) {
      admin.createTopics(List.of(new NewTopic(Topics.TENANTS_NAME, 1, (short) 1))).all().get();
    }
    bus =
        new KafkaProducer<>(
            brokers.with(Map.of()), new StringSerializer(), new ByteArraySerializer());
    jobs = new JobStore(etcd, new FencedWrites(etcd), CLOCK);
    cluster = new GivenCluster();
    data = DataStores.in(folder.resolve("data"));
    states = new TenantStates(brokers, CLOCK);
    obstacles = new TenantObstacles(states, metrics);
    ownership = member("one", listeners);
    var settings = GivenTenantSettings.withGrace(Duration.ofSeconds(1));
    var namespaces = new TenantNamespaces(TenantNamespaces.Kind.SHARED, "sks", "sks-");
    reconciliation =
        new TenantReconciliation(
            LauncherKind.KUBERNETES,
            settings,
            namespaces,
            new OwnSpaces(namespaces, settings, 8082, cluster.client()),
            new Obstructed(namespaces, cluster),
            states,
            obstacles,
            jobs,
            data,
            ownership,
            CLOCK);
    listeners.add(reconciliation);
    ownership.start();
    await().atMost(SOON).until(ownership::isSettled);
    reconciliation.start(new StartupEvent());
  }

  @AfterEach
  void stop() throws InterruptedException {
    members.forEach(member -> member.stop(new ShutdownEvent()));
    reconciliation.stop();
    states.stop();
    cluster.close();
    bus.close();
    stack.close();
  }

  private ShardOwnership member(String name, List<ShardListener> listening) {
    var member = new ShardOwnership(etcd, CLOCK, listening, name, Duration.ofSeconds(5));
    members.add(member);
    return member;
  }

  @Test
  void whatIsInTheWayCountsOnlyWhereAndWhileItMatters() {
    List<String> tenants = IntStream.range(0, TENANTS).mapToObj(n -> IN_THE_WAY + "-" + n).toList();
    tenants.forEach(tenant -> say(tenant, false));
    await().atMost(SOON).until(() -> obstructed() == TENANTS);

    String gone = tenants.get(0);
    say(gone, true);
    await().atMost(SOON).until(() -> obstructed() == TENANTS - 1);
    assertEquals(Optional.of("the tenant was deleted"), obstacles.of(gone));

    var other = member("two", List.of());
    other.start();
    await()
        .atMost(BEFORE_THE_NEXT_LOOK)
        .until(
            () -> {
              long mine = tenants.stream().skip(1).filter(this::isMine).count();
              return mine < TENANTS - 1 && obstructed() == mine;
            });
  }

  private boolean isMine(String tenant) {
    return ownership.find(Shards.of(tenant)).isPresent();
  }

  private double obstructed() {
    return metrics.get("sks.tenants.obstructed").gauge().value();
  }

  private void say(String tenant, boolean deleted) {
    var state =
        new TenantState(
            tenant, deleted ? 2 : 1, deleted, deleted ? Instant.EPOCH : null, TenantQuota.DEFAULT);
    bus.send(new ProducerRecord<>(Topics.TENANTS_NAME, tenant, BusJson.write(state)));
    bus.flush();
  }

  @Test
  void aDeletedTenantsDataGoOnlyAfterItsPods() throws IOException {
    say("ada", false);
    await().atMost(SOON).until(() -> Files.isDirectory(data.folder("ada")));
    var job = new JobKey("ada", JobIds.next(0));
    var submission = new Submission("ann", CLOCK.instant(), Gateway.spec("a", RunPolicy.DEFAULT));
    assertTrue(jobs.create(ownership.find(job.shard()).orElseThrow(), job, submission, 1));
    createPod("ada", true);
    createPod("bob", false);

    say("ada", true);
    await().atMost(SOON).until(() -> isMarked("ada"));
    assertEquals(JobState.CANCELLED, jobs.find(job).orElseThrow().lifecycle().phase().word());
    await()
        .during(Duration.ofSeconds(3))
        .atMost(SOON)
        .until(() -> Files.isDirectory(data.folder("ada")));

    cluster.finishDeletions();
    await().atMost(SOON).until(() -> Files.notExists(data.folder("ada")));
    assertFalse(isMarked("bob"));
  }

  private void createPod(String tenant, boolean slow) {
    var pod =
        new PodBuilder()
            .withMetadata(new Stamp(tenant, "sks", "sks").in("sks-" + tenant))
            .editMetadata()
            .withFinalizers(slow ? List.of("sks.dev/slow") : List.of())
            .endMetadata()
            .build();
    cluster.client().resource(pod).create();
  }

  private boolean isMarked(String tenant) {
    var pod = cluster.client().pods().inNamespace("sks").withName("sks-" + tenant).get();
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  /** Something is in the way of those whose names say so. */
  private static final class Obstructed extends SharedSpace {

    Obstructed(TenantNamespaces namespaces, GivenCluster cluster) {
      super(namespaces, cluster.client());
    }

    @Override
    public void keep(TenantState tenant, Optional<Instant> end) {
      if (tenant.name().startsWith(IN_THE_WAY)) {
        throw new ObstacleException("somebody else's namespace");
      }
    }
  }
}
