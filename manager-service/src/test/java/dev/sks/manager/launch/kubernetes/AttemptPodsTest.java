package dev.sks.manager.launch.kubernetes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sks.manager.HandCrankedClock;
import dev.sks.manager.cluster.Words;
import dev.sks.manager.launch.AttemptRef;
import dev.sks.manager.launch.Observation;
import dev.sks.manager.launch.UnobservableException;
import dev.sks.manager.tenants.TenantNamespaces;
import dev.sks.manager.tenants.TenantNamespaces.Kind;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A watch that has missed what became of the pods. */
@EnableKubernetesMockClient(crud = true, https = false)
class AttemptPodsTest {

  private static final AttemptRef REF = new AttemptRef("acme", "a1k7v0j82ud9u09318p5bcd3d4", 1);

  private final TenantNamespaces namespaces = new TenantNamespaces(Kind.OWN, "sks", "sks-");
  private final HandCrankedClock clock = new HandCrankedClock();
  private KubernetesClient client;
  private KubernetesMockServer server;
  private AttemptPods pods;

  @BeforeEach
  void loseTheWatch() {
    var watch = new PodWatch(client, namespaces);
    pods =
        new AttemptPods(watch, new PodRequests(client), new PodWarnings(client), namespaces, clock);
    pods.open();
    await().atMost(Duration.ofSeconds(30)).until(watch::isComplete);
    watch.close();
  }

  @Test
  void aDriverNobodyToldOfIsFoundByAsking() {
    client.resource(driver()).create();
    assertEquals(new Observation.Absent(), pods.observe(REF));
    pods.ask(REF);
    assertInstanceOf(Observation.Alive.class, pods.observe(REF));
  }

  @Test
  void aNamesakeThatIsNoDriverIsNotTaken() {
    Pod namesake = driver();
    namesake.getMetadata().getLabels().remove(Words.ROLE);
    client.resource(namesake).create();
    pods.ask(REF);
    assertEquals(new Observation.Absent(), pods.observe(REF));
  }

  @Test
  void aDriverWhoseEndNobodyToldOfIsAskedForAgain() {
    Pod driver = client.resource(driver()).create();
    pods.created(driver);
    clock.pass(Duration.ofSeconds(31));
    assertInstanceOf(Observation.Alive.class, pods.observe(REF));
    client.resource(driver).delete();
    assertInstanceOf(Observation.Alive.class, pods.observe(REF));
    clock.pass(Duration.ofSeconds(31));
    assertEquals(new Observation.Absent(), pods.observe(REF));
  }

  @Test
  void nothingIsKnownWhileTheClusterCanNotBeAsked() {
    pods.created(client.resource(driver()).create());
    server.destroy();
    clock.pass(Duration.ofSeconds(31));
    assertThrows(UnobservableException.class, () -> pods.observe(REF));
    assertThrows(UnobservableException.class, () -> pods.ask(REF));
  }

  private Pod driver() {
    return new PodBuilder()
        .withNewMetadata()
        .withName(AttemptLabels.podName(REF))
        .withNamespace(namespaces.of(REF.tenant()))
        .withLabels(AttemptLabels.of(REF, Words.DRIVER, namespaces.home()))
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName(DriverPods.CONTAINER)
        .endContainer()
        .endSpec()
        .build();
  }
}
