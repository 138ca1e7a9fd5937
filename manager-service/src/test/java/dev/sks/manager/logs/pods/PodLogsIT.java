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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Real pods. {@code SKS_TEST_PYTHON_IMAGE} is on the nodes already and has a python3. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfEnvironmentVariable(named = "SKS_TEST_KUBECONFIG", matches = ".+")
@EnabledIfEnvironmentVariable(named = "SKS_TEST_PYTHON_IMAGE", matches = ".+")
class PodLogsIT {

  private static final Duration SOON = Duration.ofSeconds(90);

  private static final String NUMBERS =
      """
      import sys, threading
      pause = threading.Event().wait
      out, err = sys.stdout.buffer, sys.stderr.buffer
      for i in range(%d):
          out.write(b"%%d\\n" %% i); out.flush()
          err.write(b"warning %%d\\n" %% i); err.flush()
          if i %% 500 == 0:
              out.write(b"long " + b"x" * 150000 + b"\\n"); out.flush()
          if i %% 20 == 0:
              pause(0.1)
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
  void losesAndDoublesNothingHoweverOftenTheFollowerDies() {
    var ref = new AttemptRef("team", JobIds.next(0), 1);
    pods.run("it", "driver", NUMBERS.formatted(6000));
    pods.run("it-exec-1", "executor", NUMBERS.formatted(3000));
    try (var received = received(ref)) {
      int deaths = 0;
      while (!pods.haveEnded("it")) {
        followForAWhile(ref, received);
        deaths++;
      }
      followToTheEnd(ref, "it", received);
      assertEquals(List.of("executor-1", "driver"), received.ended());
      assertEquals(pods.log("it-exec-1"), received.text("executor-1"));
      assertEquals(pods.log("it"), received.text("driver"));
      assertEquals(6000, numbers(received.text("driver")).length);
      assertTrue(deaths > 3 && received.overlaps() > 0, deaths + " deaths");
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
                return received.poll().bytes() > before || pods.haveEnded("it");
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
