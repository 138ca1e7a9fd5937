package dev.sks.st;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/** Logs that collectors on the nodes bring. {@code SKS_TEST_COLLECTOR}: their image is there. */
@EnabledIfEnvironmentVariable(named = ClusterStack.KUBECONFIG, matches = ".+")
@EnabledIfEnvironmentVariable(named = "SKS_CLUSTER_KIT", matches = ".+")
@EnabledIfEnvironmentVariable(named = "SKS_TEST_COLLECTOR", matches = ".+")
@ExtendWith(ClusterTrace.class)
class ClusterCollectorST {

  private static final String COLLECTORS = "log-collector-sks";
  private static final Path GATE = Path.of("/scratch/gate");
  private static final int LINES = 3_000;
  private static final int BEFORE_THE_GATE = 1_000;

  private static ClusterStack stack;
  private static Tenant tenant;

  @BeforeAll
  static void prepare() throws IOException, InterruptedException {
    assertEquals(0, kubectl("apply"), "collectors were deployed");
    stack = ClusterStack.shared();
    tenant = Tenant.create(stack, "collected");
    tenant.put("chatty.txt", Corpus.ofLines(LINES).bytes());
  }

  @AfterAll
  static void removeCollectors() throws IOException, InterruptedException {
    assertEquals(0, kubectl("delete"), "collectors were removed");
  }

  @Test
  void aCollectorHasNoRightInTheCluster() {
    var kubernetes = stack.kubernetes();
    for (String where : List.of(COLLECTORS, ClusterStack.NAMESPACE)) {
      assertEquals(Set.of(), Rights.at(kubernetes, COLLECTORS, "log-collector", where), where);
    }
  }

  private static int kubectl(String verb) throws IOException, InterruptedException {
    String program = Path.of(System.getenv("SKS_CLUSTER_KIT"), "kubectl").toString();
    String manifests = Path.of("..", "k8s", "kit", "log-collector").toString();
    return new ProcessBuilder(program, verb, "-k", manifests).inheritIO().start().waitFor();
  }

  @Test
  void eachLineComesOnceThoughManagerCollectorAndLogServiceDie() {
    stack.withEnvironment(
        "manager-service", Map.of("SKS_POD_LOGS", "collector"), this::chatThroughFailures);
  }

  private void chatThroughFailures() {
    String id = tenant.submitEventually(chatty());
    awaitLines(id, BEFORE_THE_GATE);
    stack.kill("manager-service");
    killCollectors();
    stack.kill("log-service");
    tenant.awaitServing();
    stack.openUntilSucceeded(tenant, id, GATE);
    assertEquals(
        Corpus.ofLines(LINES).text().lines().map(line -> "saw  " + line + " ").toList(),
        said(log(id, true)).toList());
    stack.awaitNoPods(tenant, id);
  }

  private static void killCollectors() {
    var kubernetes = stack.kubernetes();
    var pods = kubernetes.pods().inNamespace(COLLECTORS).list().getItems();
    assertFalse(pods.isEmpty(), "a collector runs");
    pods.forEach(pod -> kubernetes.resource(pod).withGracePeriod(0).delete());
    await("other collectors")
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              var now = kubernetes.pods().inNamespace(COLLECTORS).list().getItems();
              return now.size() == pods.size()
                  && now.stream().noneMatch(pods::contains)
                  && now.stream().allMatch(Readiness.getInstance()::isReady);
            });
  }

  /** Prints what it sees, a part of it before the gate opens, with blanks that must be kept. */
  private static Map<String, Object> chatty() {
    String mapper =
        """
        import os, threading

        seen = 0

        def mapper(words):
            global seen
            print('saw ', *words, '', flush=True)
            seen += 1
            while seen == %d and not os.path.exists(%s):
                threading.Event().wait(0.05)
            return [(word, 1) for word in words]
        """
            .formatted(BEFORE_THE_GATE, Programs.quoted(GATE));
    var spec = Tenant.python(mapper, Programs.REDUCER, "chatty.txt");
    spec.putAll(ClusterStack.withExecutors(1));
    return spec;
  }

  private static void awaitLines(String id, int count) {
    await("lines of the running job")
        .atMost(Duration.ofMinutes(3))
        .until(() -> said(log(id, false)).count() == count);
  }

  private static String log(String id, boolean follow) {
    return tenant
        .request()
        .queryParam("follow", follow)
        .get("/v1/jobs/" + id + "/logs")
        .then()
        .extract()
        .asString();
  }

  private static Stream<String> said(String log) {
    return log.lines().filter(line -> line.startsWith("saw "));
  }
}
