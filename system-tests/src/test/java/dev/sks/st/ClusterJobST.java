package dev.sks.st;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jobs as pods. */
@EnabledIfEnvironmentVariable(named = ClusterStack.KUBECONFIG, matches = ".+")
@ExtendWith(ClusterTrace.class)
class ClusterJobST {

  private static final Path GATE = Path.of("/scratch/gate");

  private static ClusterStack stack;
  private static Tenant tenant;

  @BeforeAll
  static void signIn() {
    stack = ClusterStack.shared();
    tenant = Tenant.create(stack, "pods");
  }

  @Test
  void countsTheKingJamesBibleWithTwoExecutors() {
    tenant.put("kjv.txt", Corpus.KJV.toFile());
    var spec = Tenant.python(Programs.gatedMapper(GATE), Programs.REDUCER, "kjv.txt");
    spec.putAll(ClusterStack.withExecutors(2));
    String id = tenant.submit(spec);
    await("two executors")
        .atMost(Duration.ofMinutes(5))
        .until(() -> stack.runningPods(tenant, id, "executor").size() == 2);
    stack.openUntilSucceeded(tenant, id, GATE);
    tenant
        .request()
        .queryParam("top", 3)
        .get("/v1/jobs/" + id + "/results")
        .then()
        .statusCode(200)
        .body("key", equalTo(List.of("the", "and", "of")))
        .body("value", equalTo(List.of(62_051, 38_572, 34_393)));
    stack.awaitNoPods(tenant, id);
  }

  @Test
  void aSmallJobRunsInItsDriverAloneWithoutRights() {
    var corpus = Corpus.ofLines(500);
    tenant.put("small.txt", corpus.bytes());
    String id =
        tenant.submit(Tenant.python(Programs.gatedMapper(GATE), Programs.REDUCER, "small.txt"));
    tenant.awaitState(id, "Running");
    Pod driver = stack.runningPods(tenant, id, "driver").get(0);
    assertEquals("sks-attempt", driver.getSpec().getServiceAccountName());
    assertFalse(driver.getSpec().getAutomountServiceAccountToken());
    assertTrue(stack.pods(tenant, id, "executor").isEmpty());
    stack.openUntilSucceeded(tenant, id, GATE);
    assertEquals(corpus.counts(), tenant.results(id));
    stack.awaitNoPods(tenant, id);
  }

  @Test
  void whatAllPodsPrintIsInTheLogOnce() {
    var corpus = Corpus.ofLines(2_000);
    tenant.put("chatty.txt", corpus.bytes());
    String mapper =
        "def mapper(words):\n    print('saw', *words)\n    return [(w, 1) for w in words]\n";
    var spec = Tenant.python(mapper, Programs.REDUCER, "chatty.txt");
    spec.putAll(ClusterStack.withExecutors(1));
    String id = tenant.submit(spec);
    assertEquals("Succeeded", tenant.awaitEnd(id).getString("status.state"));
    String log =
        tenant
            .request()
            .queryParam("follow", true)
            .get("/v1/jobs/" + id + "/logs")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertEquals(
        corpus.text().lines().map(line -> "saw " + line).toList(),
        log.lines().filter(line -> line.startsWith("saw ")).toList());
  }
}
