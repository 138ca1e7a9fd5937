package dev.sks.manager.logs.pods;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.JobIds;
import dev.sks.embedded.EmbeddedStack;
import dev.sks.manager.data.DataStore;
import dev.sks.manager.data.DataStores;
import dev.sks.manager.launch.AttemptRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Real pods. {@code SKS_TEST_PYTHON_IMAGE} is on the nodes already and has a python3. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfEnvironmentVariable(named = "SKS_TEST_KUBECONFIG", matches = ".+")
@EnabledIfEnvironmentVariable(named = "SKS_TEST_PYTHON_IMAGE", matches = ".+")
class PodLogsIT {

  private static final Duration SOON = Duration.ofMinutes(6);

  /** So many lines at once, then some until the gate opens. */
  private static final String NUMBERS =
      """
      import itertools, os, sys, threading
      pause = threading.Event().wait
      out, err = sys.stdout.buffer, sys.stderr.buffer
      for i in itertools.count():
          out.write(b"%%d\\n" %% i); out.flush()
          err.write(b"warning %%d\\n" %% i); err.flush()
          many = i < %d
          if many and i %% 500 == 0:
              out.write(b"long " + b"x" * 150000 + b"\\n"); out.flush()
          if not many or i %% 20 == 0:
              pause(0.1)
          if not many and os.path.exists("/tmp/gate"):
              break
      pause(1)
      out.write("the end, \\u00fc, without a newline".encode()); out.flush()
      """;

  /**
   * Lines of 150 bytes: 30 MB, in the time of a few looks of the kubelet at the file's size, once
   * it is followed.
   */
  private static final String MANY =
      """
      import sys, threading
      pause = threading.Event().wait
      pause(3)
      for i in range(200000):
          sys.stdout.write("%d %s\\n" % (i, "x" * 120))
          if i % 100 == 0:
              pause(0.015)
      """;

  private final Random random = new Random();
  private EmbeddedStack stack;
  private DataStore data;
  private TestPods pods;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    stack = EmbeddedStack.in(folder.resolve("stack")).withKafka().start();
    data = DataStores.in(folder.resolve("data"));
    ReceivedLogs.createTopic(stack.kafka().bootstrapServers());
    pods = new TestPods();
  }

  @AfterAll
  void stop() {
    pods.close();
    stack.close();
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void losesAndDoublesNothingHoweverOftenTheFollowerDies() throws Exception {
    var ref = new AttemptRef("team", JobIds.next(0), 1);
    pods.run("it", "driver", NUMBERS.formatted(6000));
    pods.run("it-exec-1", "executor", NUMBERS.formatted(3000));
    try (var received = received(ref)) {
      int deaths = 0;
      while (deaths < 5 || received.overlaps() == 0 || received.text("executor-1").isEmpty()) {
        followForAWhile(ref, received);
        deaths++;
      }
      pods.openGate("it-exec-1");
      await().atMost(SOON).until(() -> pods.haveEnded("it-exec-1"));
      pods.openGate("it");
      followToTheEnd(ref, "it", received);
      assertEquals(List.of("executor-1", "driver"), received.ended());
      assertEquals(pods.log("it-exec-1"), received.text("executor-1"));
      assertEquals(pods.log("it"), received.text("driver"));
      int[] numbers = numbers(received.text("driver"));
      assertArrayEquals(IntStream.range(0, numbers.length).toArray(), numbers);
    }
  }

  private void followForAWhile(AttemptRef ref, ReceivedLogs received) {
    try (Follower follower = follower(ref)) {
      long before = received.bytes();
      await()
          .atMost(SOON)
          .until(
              () -> {
                follower.see(pods.list("it"));
                return received.poll().bytes() > before;
              });
      // Then at any time: between an arrival and its record, in the middle of a line.
      Instant end = Instant.now().plusMillis(random.nextInt(1500));
      await().until(() -> Instant.now().isAfter(end));
    }
  }

  @Test
  void keepsTheOrderWhileTheFileIsRotated() {
    var ref = new AttemptRef("team", JobIds.next(1), 1);
    pods.run("fast", "driver", MANY);
    try (var received = received(ref)) {
      followToTheEnd(ref, "fast", received);
      int[] numbers = numbers(received.text("driver"));
      assertArrayEquals(IntStream.of(numbers).distinct().sorted().toArray(), numbers);
      // The API server may lose lines in the instant of a rotation.
      assertTrue(numbers.length > 199_000, numbers.length + " lines");
      assertTrue(numbers(pods.log("fast")).length < numbers.length, "it was not rotated");
    }
  }

  private void followToTheEnd(AttemptRef ref, String name, ReceivedLogs received) {
    try (Follower follower = follower(ref)) {
      await()
          .atMost(SOON)
          .until(
              () -> {
                follower.see(pods.list(name));
                return pods.haveEnded(name);
              });
      await().atMost(SOON).until(follower::isShipped);
    }
    await().atMost(SOON).until(() -> received.poll().ended().contains("driver"));
  }

  private Follower follower(AttemptRef ref) {
    return new Follower(ref, stack.kafka().bootstrapServers(), data);
  }

  private ReceivedLogs received(AttemptRef ref) {
    return new ReceivedLogs(stack.kafka().bootstrapServers(), ref.job());
  }

  private static int[] numbers(String log) {
    return log.lines()
        .map(line -> line.split(" ")[0])
        .filter(word -> word.matches("[0-9]+"))
        .mapToInt(Integer::parseInt)
        .toArray();
  }
}
