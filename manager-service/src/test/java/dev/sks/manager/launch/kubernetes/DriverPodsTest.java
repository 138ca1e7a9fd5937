package dev.sks.manager.launch.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.AttemptSpec;
import dev.sks.contract.MapReduceSpec;
import dev.sks.contract.Program;
import dev.sks.contract.Resources;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.tenants.TenantNamespaces;
import dev.sks.manager.tenants.TenantNamespaces.Kind;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DriverPodsTest {

  private static final AttemptRef REF = new AttemptRef("acme", "a1k7v0j82ud9u09318p5bcd3d4", 2);
  private static final EnvVar SPEC = new EnvVar("SKS_ATTEMPT", "H4sI", null);

  private PodSettings settings;
  private final TenantNamespaces own = new TenantNamespaces(Kind.OWN, "sks", "sks-");

  @BeforeEach
  void configure() throws IOException {
    settings = Settings.with(Map.of("sks.launch.kubernetes.pods.image", "spark:1"));
  }

  @Test
  void aDriverAloneHasNoRights() {
    Pod pod = driver(own, true);
    assertEquals("sks-a1k7v0j82ud9u09318p5bcd3d4-2", pod.getMetadata().getName());
    assertEquals("sks-acme", pod.getMetadata().getNamespace());
    assertEquals(
        Map.of(
            "app.kubernetes.io/managed-by", "sks",
            "app.kubernetes.io/instance", "sks",
            "sks.dev/tenant", "acme",
            "sks.dev/job", REF.job(),
            "sks.dev/attempt", "2",
            "sks.dev/role", "driver"),
        pod.getMetadata().getLabels());
    assertEquals("sks-attempt", pod.getSpec().getServiceAccountName());
    assertFalse(pod.getSpec().getAutomountServiceAccountToken());
    assertEquals("Never", pod.getSpec().getRestartPolicy());
    assertFalse(pod.getSpec().getEnableServiceLinks());
  }

  @Test
  void aDriverWithExecutorsMayMakeThem() {
    Pod pod = driver(own, false);
    assertEquals("sks-driver", pod.getSpec().getServiceAccountName());
    assertTrue(pod.getSpec().getAutomountServiceAccountToken());
  }

  @Test
  void bothAreConfined() {
    for (Pod pod : List.of(driver(own, true), executor(own))) {
      var security = pod.getSpec().getSecurityContext();
      assertTrue(security.getRunAsNonRoot());
      assertEquals(185, security.getRunAsUser());
      assertEquals("RuntimeDefault", security.getSeccompProfile().getType());
      var container = container(pod).getSecurityContext();
      assertTrue(container.getReadOnlyRootFilesystem());
      assertFalse(container.getAllowPrivilegeEscalation());
      assertEquals(List.of("ALL"), container.getCapabilities().getDrop());
    }
  }

  @Test
  void writesToItsOwnFolderOnly() {
    Map<String, VolumeMount> mounts = mounts(driver(own, true));
    assertTrue(mounts.get("/sks/tenant").getReadOnly());
    assertNull(mounts.get("/sks/tenant").getSubPath());
    assertEquals("jobs/" + REF.job() + "/2", mounts.get("/sks/output").getSubPath());
    assertEquals("sks-data", claim(driver(own, true)));
    assertEquals(
        mounts.keySet().stream().filter(path -> !path.contains("secrets")).toList(),
        List.copyOf(mounts(executor(own)).keySet()));
  }

  @Test
  void inASharedNamespaceTheTenantIsAFolder() throws IOException {
    settings =
        Settings.with(
            Map.of(
                "sks.launch.kubernetes.pods.image", "spark:1",
                "sks.launch.kubernetes.pods.shared-claim", "all"));
    Pod pod = driver(new TenantNamespaces(Kind.SHARED, "team", "sks-"), true);
    assertEquals("team", pod.getMetadata().getNamespace());
    assertEquals("acme", mounts(pod).get("/sks/tenant").getSubPath());
    assertEquals("acme/jobs/" + REF.job() + "/2", mounts(pod).get("/sks/output").getSubPath());
    assertEquals("all", claim(pod));
  }

  @Test
  void theTokenIsForTheManagerAlone() {
    var token =
        driver(own, true).getSpec().getVolumes().stream()
            .filter(volume -> volume.getProjected() != null)
            .findFirst()
            .orElseThrow()
            .getProjected()
            .getSources()
            .get(0)
            .getServiceAccountToken();
    assertEquals("sks-attempts", token.getAudience());
    assertEquals(3600, token.getExpirationSeconds());
    assertTrue(mounts(driver(own, true)).get("/var/run/secrets/sks").getReadOnly());
    assertTrue(
        executor(own).getSpec().getVolumes().stream().allMatch(v -> v.getProjected() == null));
    assertFalse(executor(own).getSpec().getAutomountServiceAccountToken());
  }

  @Test
  void aDriverAloneHasTheMemoryOfItsWorkers() {
    var alone = container(driver(own, true)).getResources();
    assertEquals("2176Mi", alone.getLimits().get("memory").toString());
    assertEquals(alone.getLimits().get("memory"), alone.getRequests().get("memory"));
    assertEquals("1000m", alone.getRequests().get("cpu").toString());
    assertEquals("1500m", alone.getLimits().get("cpu").toString());
    var apart = container(driver(own, false)).getResources();
    assertEquals("1152Mi", apart.getLimits().get("memory").toString());
  }

  @Test
  void whatBothMayWriteIsCounted() {
    for (Pod pod : List.of(driver(own, true), driver(own, false), executor(own))) {
      var resources = container(pod).getResources();
      assertEquals("512Mi", resources.getRequests().get("ephemeral-storage").toString());
      assertEquals("10560Mi", resources.getLimits().get("ephemeral-storage").toString());
    }
  }

  @Test
  void theEngineIsToldOfItsExecutors() {
    AttemptSpec spec = new AttemptSpecs(settings, executors(own)).of(plan(false));
    assertEquals(2, spec.executors().count());
    assertEquals(600, spec.executors().startSeconds());
    assertEquals("sks-acme", spec.executors().namespace());
    assertEquals("sks-a1k7v0j82ud9u09318p5bcd3d4-2", spec.executors().driverPod());
    Pod template = Serialization.unmarshal(spec.executors().podTemplate(), Pod.class);
    assertEquals("executor", template.getMetadata().getLabels().get("sks.dev/role"));
    assertNull(new AttemptSpecs(settings, executors(own)).of(plan(true)).executors());
  }

  private Pod driver(TenantNamespaces namespaces, boolean alone) {
    return new DriverPods(
            namespaces,
            new Volumes(namespaces, settings),
            new Sizes(settings),
            new Placement(settings),
            new AttemptImage(settings))
        .of(plan(alone), SPEC);
  }

  private Pod executor(TenantNamespaces namespaces) {
    return executors(namespaces).template(plan(false));
  }

  private ExecutorPods executors(TenantNamespaces namespaces) {
    return new ExecutorPods(
        namespaces,
        new Volumes(namespaces, settings),
        new Sizes(settings),
        new Placement(settings),
        new AttemptImage(settings));
  }

  private static AttemptPlan plan(boolean alone) {
    var program = new Program.Python("mapper = 1", "reducer = 1", null);
    var worker = new Resources("512Mi", "750m");
    var spec = new MapReduceSpec(null, null, program, List.of("in"), 2, 0, worker, null, null);
    return new AttemptPlan(REF, spec, List.of(), alone);
  }

  private static Container container(Pod pod) {
    return pod.getSpec().getContainers().get(0);
  }

  private static Map<String, VolumeMount> mounts(Pod pod) {
    return container(pod).getVolumeMounts().stream()
        .collect(Collectors.toMap(VolumeMount::getMountPath, mount -> mount));
  }

  private static String claim(Pod pod) {
    return pod.getSpec().getVolumes().get(0).getPersistentVolumeClaim().getClaimName();
  }
}
