package dev.sks.manager.launch.kubernetes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.JobIds;
import dev.sks.contract.MapReduceSpec;
import dev.sks.contract.Program;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.LaunchException;
import dev.sks.manager.launch.Observation;
import dev.sks.manager.tenants.TenantNamespaces;
import dev.sks.manager.tenants.TenantNamespaces.Kind;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** With a real API server and scheduler; no node is right for most of these pods, so none runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfEnvironmentVariable(named = "SKS_TEST_KUBECONFIG", matches = ".+")
class PodsOnClusterIT {

  private static final Duration SOON = Duration.ofMinutes(3);
  private static final EnvVar SPEC = new EnvVar("SKS_ATTEMPT", "H4sI", null);

  /** Starts with a letter, as ids do, and is unique. */
  private final String tenant = JobIds.next(System.currentTimeMillis());

  private final TenantNamespaces namespaces =
      new TenantNamespaces(Kind.OWN, "it-" + tenant, "sks-");
  private final Set<AttemptRef> told = ConcurrentHashMap.newKeySet();
  private KubernetesClient client;
  private DriverPods drivers;
  private PodRequests requests;
  private PodWatch watch;
  private AttemptPods pods;

  @BeforeAll
  void open() throws IOException {
    Config config = Config.fromKubeconfig(new File(System.getenv("SKS_TEST_KUBECONFIG")));
    client = new KubernetesClientBuilder().withConfig(config).build();
    String namespace = namespaces.of(tenant);
    client
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName(namespace).and().build())
        .create();
    client
        .serviceAccounts()
        .inNamespace(namespace)
        .resource(
            new ServiceAccountBuilder().withNewMetadata().withName("sks-attempt").and().build())
        .create();
    drivers = drivers(Map.of("sks.launch.kubernetes.pods.node-selector.nowhere", "true"));
    requests = new PodRequests(client);
    watch = new PodWatch(client, namespaces);
    pods = new AttemptPods(watch, requests, new PodWarnings(client), namespaces, Clock.systemUTC());
    pods.onChange(told::add);
    pods.open();
    await().atMost(SOON).until(watch::isComplete);
  }

  private DriverPods drivers(Map<String, String> more) throws IOException {
    var all = new HashMap<>(more);
    all.put("sks.launch.kubernetes.pods.image", "sks.local/none:1");
    PodSettings settings = Settings.with(all);
    return new DriverPods(
        namespaces,
        new Volumes(namespaces, settings),
        new Sizes(settings),
        new Placement(settings),
        new AttemptImage(settings));
  }

  @AfterAll
  void close() {
    client.persistentVolumes().withName(volume()).delete();
    watch.close();
    client.namespaces().withName(namespaces.of(tenant)).delete();
    client.close();
  }

  @Test
  void isCreatedOnceAndDeletedByItself() throws Exception {
    AttemptRef ref = attempt();
    Pod first = requests.createIfAbsent(driver(ref));
    pods.created(first);
    assertInstanceOf(Observation.Alive.class, pods.observe(ref));
    Pod again = requests.createIfAbsent(driver(ref));
    assertEquals(first.getMetadata().getUid(), again.getMetadata().getUid());
    await().atMost(SOON).until(() -> told.contains(ref));
    await()
        .atMost(SOON)
        .until(() -> pods.observe(ref).hindrance().orElse("").startsWith("Unschedulable: "));
    Pod namesake = new PodBuilder(first).editMetadata().withUid("another").endMetadata().build();
    assertFalse(requests.delete(namesake));
    assertTrue(requests.delete(first));
    await().atMost(SOON).until(() -> pods.observe(ref) instanceof Observation.Ended);
    assertFalse(requests.delete(first));
  }

  @Test
  void anotherAttemptsPodIsNotTaken() throws Exception {
    AttemptRef ref = attempt();
    Pod foreign = driver(ref);
    foreign.getMetadata().setLabels(Map.of("app", "other"));
    requests.createIfAbsent(foreign);
    var refused = assertThrows(LaunchException.class, () -> requests.createIfAbsent(driver(ref)));
    assertFalse(refused.isPassing());
  }

  @Test
  void whatMayPassIsToldFromWhatWillNot() {
    var elsewhere = new AttemptRef("nobody-" + tenant, attempt().job(), 1);
    var missing =
        assertThrows(LaunchException.class, () -> requests.createIfAbsent(driver(elsewhere)));
    assertTrue(missing.isPassing());
    assertTrue(missing.getMessage().contains("not found"), missing.getMessage());
    client
        .resourceQuotas()
        .inNamespace(namespaces.of(tenant))
        .resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("little")
                .endMetadata()
                .withNewSpec()
                .addToHard("requests.memory", new Quantity("1Mi"))
                .endSpec()
                .build())
        .create();
    try {
      await().atMost(SOON).untilAsserted(this::theQuotaIsExceeded);
    } finally {
      client.resourceQuotas().inNamespace(namespaces.of(tenant)).withName("little").delete();
    }
  }

  private void theQuotaIsExceeded() {
    var full =
        assertThrows(LaunchException.class, () -> requests.createIfAbsent(driver(attempt())));
    assertTrue(full.isPassing());
    assertTrue(full.getMessage().contains("exceeded quota: little"), full.getMessage());
  }

  @Test
  void aVolumeThatCanNotBeMountedIsTold() throws Exception {
    Map<String, Quantity> size = Map.of("storage", new Quantity("1Gi"));
    client
        .resource(
            new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(volume())
                .endMetadata()
                .withNewSpec()
                .withCapacity(size)
                .withAccessModes("ReadWriteMany")
                .withStorageClassName("")
                .withNewHostPath("/nowhere/" + tenant, "Directory")
                .endSpec()
                .build())
        .create();
    client
        .resource(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("sks-data")
                .withNamespace(namespaces.of(tenant))
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteMany")
                .withStorageClassName("")
                .withVolumeName(volume())
                .withNewResources()
                .withRequests(size)
                .endResources()
                .endSpec()
                .build())
        .create();
    AttemptRef ref = attempt();
    Pod pod = requests.createIfAbsent(driver(drivers(Map.of()), ref));
    pods.created(pod);
    await()
        .atMost(SOON)
        .until(() -> pods.observe(ref).hindrance().orElse("").startsWith("FailedMount: "));
    assertTrue(pods.observe(ref).hindrance().orElseThrow().contains("/nowhere/"));
    requests.delete(pod);
  }

  private String volume() {
    return "it-" + tenant;
  }

  private AttemptRef attempt() {
    return new AttemptRef(tenant, JobIds.next(System.currentTimeMillis()), 1);
  }

  private Pod driver(AttemptRef ref) {
    return driver(drivers, ref);
  }

  private static Pod driver(DriverPods drivers, AttemptRef ref) {
    var program = new Program.Python("mapper = 1", "reducer = 1", null);
    var spec = new MapReduceSpec(null, null, program, List.of("in"), 1, 0, null, null, null);
    return drivers.of(new AttemptPlan(ref, spec, List.of(), true), SPEC);
  }
}
