package dev.sks.logs;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.base.topics.TopicCreator;
import dev.sks.contract.JobIds;
import dev.sks.contract.Roles;
import dev.sks.contract.Topics;
import dev.sks.embedded.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = {
      @ResourceArg(name = "postgres", value = "sks_logs"),
      @ResourceArg(name = "kafka", value = "true")
    })
@QuarkusTestResource(Tokens.class)
class CollectedLogIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String DRIVER = "";
  private static boolean warm;

  @Inject TopicCreator topics;
  @Inject Pool pool;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  private final String job = JobIds.next(System.currentTimeMillis());
  private final LogDoor door = new LogDoor(Tokens.of("acme", Roles.VIEWER));
  private KafkaProducer<byte[], byte[]> producer;
  private Collector collector;
  private KeptBox kept;

  @BeforeEach
  void open() throws InterruptedException {
    // One is the manager's to make, the other this service's, which may be about to.
    topics.ensure(List.of(Topics.COLLECTED_LOGS, Topics.POD_LOGS, Topics.COLLECTED_LOGS_KEPT));
    producer = Shipper.producer(brokers);
    collector = new Collector(producer, job);
    kept = new KeptBox(brokers);
    warmUp();
  }

  /** The service takes a while to hear of topics that are new. */
  private void warmUp() {
    if (!warm) {
      var first = new Collector(producer, JobIds.next(System.currentTimeMillis()));
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> door.get(first.announce().bring(DRIVER, 0, "warm").job(), "").equals("warm\n"));
      warm = true;
    }
  }

  @AfterEach
  void close() {
    kept.close();
    producer.close();
  }

  private void awaitLog(String expected) {
    await().atMost(PATIENCE).untilAsserted(() -> assertEquals(expected, door.get(job, "")));
  }

  private void awaitKept(int times) {
    await().atMost(PATIENCE).until(() -> kept.count(job) >= times);
  }

  @Test
  void linesAreFollowedToTheirEnd() throws Exception {
    collector.announce().bring(DRIVER, 0, "one", "two");
    awaitLog("one\ntwo\n");
    var live = door.follow(job, "");

    collector.bring("-exec-1", 0, "worker").bring(DRIVER, 0, "one", "two", "three");
    collector.announce();
    awaitLog("one\ntwo\nworker\nthree\n");
    collector.end(Map.of("driver", Collector.stamp(2), "executor-1", Collector.stamp(0)));

    awaitKept(1);
    assertEquals(
        "one\ntwo\nworker\nthree\n", live.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).body());
    assertEquals("worker\n", door.get(job, "source=executor-1"));

    // Asked again; and what comes late is kept all the same.
    collector.end(Map.of()).bring(DRIVER, 3, "late").bring("-exec-2", 0, "later");
    awaitKept(2);
    awaitLog("one\ntwo\nworker\nthree\nlate\nlater\n");
    assertEquals(door.get(job, ""), door.get(job, "follow=true"));
  }

  @Test
  void linesWaitForTheAnnouncement() {
    collector.bring(DRIVER, 0, "early");
    // A batch of its own that waits, while what is announced meanwhile is heard.
    producer.flush();
    collector.announce();

    awaitLog("early\n");
  }

  @Test
  void theEndWaitsForTheLastLine() throws IOException {
    collector.announce().bring(DRIVER, 0, "first");
    awaitLog("first\n");
    collector.end(Map.of("driver", Collector.stamp(1)));
    await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> kept.count(job) == 0);

    collector.bring(DRIVER, 1, "last");
    awaitKept(1);
    awaitLog("first\nlast\n");
  }

  @Test
  void executorsThatAreGoneSettle() throws Exception {
    collector.announce().bring(DRIVER, 0, "driver").bring("-exec-1", 0, "worker");
    awaitLog("driver\nworker\n");

    collector.end(Map.of("driver", Collector.stamp(0)));
    awaitKept(1);
    assertEquals("driver\nworker\n", door.get(job, "follow=true"));
  }

  @Test
  void whatDoesNotComeIsGivenUp() {
    collector.announce().bring(DRIVER, 0, "first");
    awaitLog("first\n");
    collector.end(Map.of("driver", Collector.stamp(7)));

    await().atMost(PATIENCE).until(this::toldLongAgo);
    awaitKept(1);
    awaitLog(
        "first\n[sks] lines may be missing here: the collector of the node did not bring them\n");
  }

  private boolean toldLongAgo() {
    return pool.preparedQuery(
                "update collected_attempt set told_at = told_at - interval '10 minutes'"
                    + " where job = $1 and told_at is not null")
            .execute(Tuple.of(job))
            .await()
            .atMost(PATIENCE)
            .rowCount()
        == 1;
  }

  @Test
  void whatCannotBeTakenIsPutAside() throws IOException {
    collector.announce().junk().bring("team-b", DRIVER, 0, "intruder").bring(DRIVER, 0, "mine");

    awaitLog("mine\n");
    try (var letters = new DeadLetterBox(brokers)) {
      // What comes again, as at a rebalance, is put aside again.
      var causes = new TreeSet<String>();
      await()
          .atMost(PATIENCE)
          .until(() -> causes.addAll(letters.causesFor(job, 1, PATIENCE)) && causes.size() == 3);
      assertTrue(causes.contains("job is not a job id"), causes::toString);
      assertTrue(
          causes.contains("the pod is in another namespace than its attempt"), causes::toString);
      assertTrue(causes.ceiling("not").startsWith("not JSON"), causes::toString);
    }
  }

  @Test
  void ofPodsNobodySpeaksOfNothingIsTaken() throws IOException {
    var stranger = new Collector(producer, JobIds.next(System.currentTimeMillis()));
    collector.announce();
    stranger.bring(DRIVER, 0, "who");
    producer.flush();
    collector.bring(DRIVER, 0, "known");

    awaitLog("known\n");
    try (var letters = new DeadLetterBox(brokers)) {
      assertEquals(
          List.of("nobody has spoken of the pod's attempt"),
          letters.causesFor(stranger.job(), 1, PATIENCE));
    }
  }
}
