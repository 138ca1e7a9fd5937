package dev.sks.manager.logs.pods;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.JobIds;
import dev.sks.embedded.EmbeddedStack;
import dev.sks.manager.data.DataStore;
import dev.sks.manager.data.DataStores;
import dev.sks.manager.launch.AttemptRef;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
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
      import sys, time
      out, err = sys.stdout.buffer, sys.stderr.buffer
      for i in range(%d):
          out.write(b"%%d\\n" %% i); out.flush()
          err.write(b"warning %%d\\n" %% i); err.flush()
          if i %% 500 == 0:
              out.write(b"long " + b"x" * 150000 + b"\\n"); out.flush()
          if i %% 20 == 0:
              time.sleep(0.1)
      time.sleep(1)
      out.write("the end, \\u00fc, without a newline".encode()); out.flush()
      """;

  private final AttemptRef ref = new AttemptRef("team", JobIds.next(0), 1);
  private EmbeddedStack stack;
  private DataStore data;
  private TestPods pods;
  private ReceivedLogs received;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    stack = EmbeddedStack.in(folder.resolve("stack")).withKafka().start();
    data = DataStores.in(folder.resolve("data"));
    received = new ReceivedLogs(stack.kafka().bootstrapServers());
    pods = new TestPods();
  }

  @AfterAll
  void stop() {
    pods.close();
    received.close();
    stack.close();
  }

  @Test
  void losesAndDoublesNothingHoweverOftenTheFollowerDies() {
    pods.run("it", "driver", NUMBERS.formatted(6000));
    pods.run("it-exec-1", "executor", NUMBERS.formatted(4000));
    var random = new Random();
    boolean ended = false;
    int deaths = 0;
    while (!ended) {
      try (Follower follower = follower()) {
        long before = received.bytes();
        await().atMost(SOON).until(() -> see(follower) && received.poll().bytes() > before);
        // Then at any time: between an arrival and its record, in the middle of a line.
        Duration rest = Duration.ofMillis(random.nextInt(1500));
        await().pollDelay(rest).until(() -> see(follower));
        ended = pods.list().stream().allMatch(PodLogsIT::hasEnded);
        deaths++;
      }
    }
    try (Follower last = follower()) {
      see(last);
      await().atMost(SOON).until(last::isShipped);
    }
    await().atMost(SOON).until(() -> received.poll().ended().contains("driver"));
    assertEquals(List.of("executor-1", "driver"), received.ended());
    assertEquals(pods.log("it-exec-1"), received.text("executor-1"));
    assertEquals(pods.log("it"), received.text("driver"));
    assertEquals(6000, received.text("driver").lines().filter(l -> l.matches("[0-9]+")).count());
    assertTrue(deaths > 3 && received.overlaps() > 0, deaths + " deaths");
  }

  private Follower follower() {
    return new Follower(ref, stack.kafka().bootstrapServers(), data);
  }

  private boolean see(Follower follower) {
    follower.see(pods.list());
    return true;
  }

  private static boolean hasEnded(Pod pod) {
    return List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase());
  }
}
