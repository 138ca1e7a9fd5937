package dev.sks.st;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every way a cluster fails a job is told in the cluster's own words. */
@EnabledIfEnvironmentVariable(named = ClusterStack.KUBECONFIG, matches = ".+")
@ExtendWith(ClusterTrace.class)
class ClusterFailureST {

  private static final Map<String, Object> AT_ONCE =
      Map.of("startTimeout", "PT60S", "maxAttempts", 1);

  private static ClusterStack stack;
  private static Tenant tenant;

  @BeforeAll
  static void prepare() {
    stack = ClusterStack.shared();
    tenant = Tenant.create(stack, "failures");
    tenant.put("one.txt", "a b\n".getBytes(StandardCharsets.UTF_8));
    assertEquals("Succeeded", run(Map.of()).getString("status.state"));
  }

  @Test
  void anExecutorOutOfMemory() {
    var spec =
        Tenant.python(
            "hoard = []\ndef mapper(words):\n    while True:\n        hoard.append('x' * 10**7)\n",
            Programs.REDUCER,
            "one.txt");
    spec.putAll(Map.of("driverOnly", false, "workers", 1, "worker", Map.of("memory", "256Mi")));
    var job = tenant.awaitEnd(tenant.submit(spec));
    assertFailure(job, "OutOfMemory", "256");
  }

  @Test
  void noNodeIsLargeEnough() {
    var job = run(Map.of("worker", Map.of("memory", "100Gi"), "workers", 1, "policy", AT_ONCE));
    assertFailure(job, "Infrastructure", "Insufficient memory");
  }

  @Test
  void theTenantsQuotaIsTooSmallForTheJob() {
    var spec = Tenant.python(Programs.MAPPER, Programs.REDUCER, "one.txt");
    spec.putAll(Map.of("worker", Map.of("memory", "500Gi"), "workers", 1));
    tenant
        .refused(spec)
        .body("code", equalTo("over-quota"))
        .body("detail", containsString("the tenant's quota is 128Gi"));
  }

  @Test
  void aJobWaitsWhileItsTenantsQuotaIsFull() {
    var crowded = Tenant.create(stack, "crowded");
    Tenant.admin(stack)
        .request()
        .contentType(ContentType.JSON)
        .body(Map.of("quota", Map.of("pods", 1)))
        .patch("/v1/tenants/" + crowded.name())
        .then()
        .statusCode(200);
    crowded.put("one.txt", "a b\n".getBytes(StandardCharsets.UTF_8));
    var gate = Path.of("/tmp/gate");
    var gated = Tenant.python(Programs.gatedMapper(gate), Programs.REDUCER, "one.txt");
    gated.put("driverOnly", true);
    String first = crowded.submit(gated);
    crowded.awaitState(first, "Running");
    var next = Tenant.python(Programs.MAPPER, Programs.REDUCER, "one.txt");
    next.putAll(Map.of("driverOnly", true, "policy", AT_ONCE));
    String second = crowded.submit(next);
    await("the cluster's words")
        .atMost(Duration.ofMinutes(3))
        .until(
            () -> String.valueOf(crowded.job(second).getString("status.reason")).contains("quota"));
    assertEquals("Starting", crowded.state(second));
    stack.openUntilSucceeded(crowded, first, gate);
    assertEquals("Succeeded", crowded.awaitEnd(second).getString("status.state"));
  }

  @Test
  void theCodeFillsItsDisk() {
    var spec =
        Tenant.python(
            """
            import threading

            def mapper(words):
                with open('/tmp/full', 'wb') as file:
                    file.write(bytes(300 * 2**20))
                threading.Event().wait(900)
            """,
            Programs.REDUCER,
            "one.txt");
    spec.putAll(Map.of("driverOnly", true, "policy", Map.of("maxAttempts", 1)));
    assertFailure(tenant.awaitEnd(tenant.submit(spec)), "Infrastructure", "Evicted");
  }

  @Test
  void theImageIsMissing() {
    stack.withEnvironment(
        "manager-service",
        Map.of("SKS_SPARK_IMAGE", "sks/missing:1"),
        () -> assertFailure(run(Map.of("policy", AT_ONCE)), "Infrastructure", "sks/missing:1"));
  }

  private static JsonPath run(Map<String, Object> more) {
    var spec = Tenant.python(Programs.MAPPER, Programs.REDUCER, "one.txt");
    spec.putAll(more);
    return tenant.awaitEnd(tenant.submitEventually(spec));
  }

  private static void assertFailure(JsonPath job, String failure, String words) {
    assertEquals("Failed", job.getString("status.state"), job.prettify());
    assertEquals(failure, job.getString("status.failure.failure"), job.prettify());
    assertTrue(job.getString("status.failure.message").contains(words), job.prettify());
  }
}
