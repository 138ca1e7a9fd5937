package dev.sks.st;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Pod;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Pods, services and the node's agent go away in the middle of a job. */
@EnabledIfEnvironmentVariable(named = ClusterStack.KUBECONFIG, matches = ".+")
@ExtendWith(ClusterTrace.class)
class ClusterFaultST {

  static final List<String> SERVICES = ClusterStack.SERVICES;

  private static final Path GATE = Path.of("/scratch/gate");
  private static final Corpus CORPUS = Corpus.ofLines(2_000);

  private static ClusterStack stack;
  private static Tenant tenant;

  private String id;

  @BeforeAll
  static void prepare() {
    stack = ClusterStack.shared();
    tenant = Tenant.create(stack, "faults");
    tenant.put("corpus.txt", CORPUS.bytes());
  }

  @AfterEach
  void leaveRoomForTheNext() {
    stack.awaitReady();
    tenant.awaitServing();
    tenant.request().post("/v1/jobs/" + id + "/cancel");
    stack.awaitNoPods(tenant, id);
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void aJobSurvivesTheRollingRestartOf(String service) {
    submitGated(true);
    stack.restart(service);
    assertFirstAttemptSucceeds();
  }

  @Test
  void aJobSurvivesTheDeathOfTheManager() {
    submitGated(false);
    stack.kill("manager-service");
    assertFirstAttemptSucceeds();
  }

  @Test
  void aJobSurvivesAnAbsentKubelet() throws Exception {
    submitGated(true);
    try (var kubelet = Kubelet.paused()) {
      kubelet.awaitNodeNotReady(stack.kubernetes());
    }
    stack.awaitReady();
    assertFirstAttemptSucceeds();
  }

  @Test
  void anotherAttemptTakesTheDeadDriversPlace() {
    submitGated(false);
    Pod driver = stack.runningPods(tenant, id, "driver").get(0);
    stack.kubernetes().resource(driver).withGracePeriod(0).delete();
    await("the second attempt")
        .atMost(Duration.ofMinutes(5))
        .until(() -> tenant.job(id).getInt("status.attempt") == 2);
    tenant.awaitState(id, "Running");
    JsonPath job = stack.openUntilSucceeded(tenant, id, GATE);
    assertEquals(2, job.getInt("status.attempt"), job.prettify());
    assertEquals(CORPUS.counts(), tenant.results(id));
  }

  @Test
  void theJobGoesOnWithoutALostExecutor() {
    submitGated(false);
    Pod executor = stack.runningPods(tenant, id, "executor").get(0);
    stack.kubernetes().resource(executor).withGracePeriod(0).delete();
    assertFirstAttemptSucceeds();
  }

  private void submitGated(boolean driverOnly) {
    var spec = Tenant.python(Programs.gatedMapper(GATE), Programs.REDUCER, "corpus.txt");
    spec.putAll(driverOnly ? Map.of("driverOnly", true) : ClusterStack.withExecutors(2));
    id = tenant.submit(spec);
    tenant.awaitState(id, "Running");
    if (!driverOnly) {
      await("executors")
          .atMost(Duration.ofMinutes(5))
          .until(() -> stack.runningPods(tenant, id, "executor").size() == 2);
    }
  }

  private void assertFirstAttemptSucceeds() {
    JsonPath job = stack.openUntilSucceeded(tenant, id, GATE);
    assertEquals(1, job.getInt("status.attempt"), "the attempt that ran goes on");
    assertEquals(CORPUS.counts(), tenant.results(id));
    assertEquals(2_000, job.getInt("status.results.counters.mapInputRecords"), job.prettify());
  }
}
