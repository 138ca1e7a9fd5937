package dev.sks.st;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Deployed by somebody who has rights in one namespace only, which all tenants share. It is beside
 * the other stack for as long as this takes, so its pods are small.
 */
@EnabledIfEnvironmentVariable(named = ClusterStack.KUBECONFIG, matches = ".+")
@EnabledIfEnvironmentVariable(named = "SKS_CLUSTER_KIT", matches = ".+")
@ExtendWith(ClusterTrace.class)
class ClusterOneNamespaceST {

  private static final Path GATE = Path.of("/scratch/gate");

  private static ClusterStack stack;
  private static Tenant one;
  private static Tenant other;

  @BeforeAll
  static void deploy() throws IOException, InterruptedException {
    var script = Path.of("..", "k8s", "kit", "deploy-one-namespace");
    var deployment = new ProcessBuilder(script.toString()).inheritIO().start();
    assertEquals(0, deployment.waitFor(), "it was deployed");
    stack = ClusterStack.inOneNamespace();
    one = Tenant.create(stack, "one");
    other = Tenant.create(stack, "other");
  }

  @AfterAll
  static void remove() {
    ClusterStack.removeOneNamespace();
  }

  @Test
  void aJobsPodsAreInTheNamespaceAndItsExecutorWorks() {
    var corpus = Corpus.ofLines(500);
    one.put("text.txt", corpus.bytes());
    var spec = Tenant.python(Programs.gatedMapper(GATE), Programs.REDUCER, "text.txt");
    spec.putAll(Map.of("workers", 1, "driverOnly", false, "worker", Map.of("cpu", "100m")));
    String id = one.submit(spec);
    await("an executor")
        .atMost(Duration.ofMinutes(5))
        .until(() -> stack.runningPods(one, id, "executor").size() == 1);
    assertTrue(
        stack.kubernetes().namespaces().list().getItems().stream()
            .noneMatch(namespace -> namespace.getMetadata().getName().contains(one.name())),
        "no namespace is made");
    stack.openUntilSucceeded(one, id, GATE);
    assertEquals(corpus.counts(), one.results(id));
    stack.awaitNoPods(one, id);
  }

  @Test
  void theManagerAndDriversHaveTheDocumentedRightsHereAndNobodyHasOthers() {
    var documented = Rights.ofTheDocumentation();
    var expected =
        Map.of(
            "manager-service",
            documented.of("`manager-service` (one namespace)"),
            "sks-driver",
            documented.of("`sks-driver`"));
    var kubernetes = stack.kubernetes();
    for (var account :
        kubernetes.serviceAccounts().inNamespace(ClusterStack.OWN).list().getItems()) {
      String name = account.getMetadata().getName();
      assertEquals(
          expected.getOrDefault(name, documented.of("all others")),
          Rights.at(kubernetes, ClusterStack.OWN, name, ClusterStack.OWN),
          name);
      assertEquals(
          Set.of(), Rights.at(kubernetes, ClusterStack.OWN, name, "default"), name + " elsewhere");
    }
  }

  @Test
  void anotherTenantSeesNothingOfItThroughTheDoor() {
    one.put("mine.txt", Corpus.ofLines(1).bytes());
    other.request().get("/v1/data").then().statusCode(200).body("items", empty());
    other
        .refused(Tenant.python(Programs.MAPPER, Programs.REDUCER, "mine.txt"))
        .body("code", equalTo("input-missing"));
  }
}
