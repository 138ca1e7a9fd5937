package dev.sks.manager.tenants;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.manager.cluster.Words;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two installations in one cluster leave each other's tenants alone. */
class TwoInstallationsTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Map<String, String> MADE_BEFORE =
      Map.of(Words.MANAGED_BY, Words.SKS, Words.TENANT, "ada");

  private GivenCluster given;

  @BeforeEach
  void open() throws IOException {
    given = new GivenCluster();
  }

  @AfterEach
  void close() {
    given.close();
  }

  @Test
  void theOthersNamespaceIsInTheWay() {
    ensure("sks");
    var obstacle = assertThrows(ObstacleException.class, () -> ensure("team-b"));
    assertTrue(obstacle.getMessage().contains("the SKS in the namespace sks"), obstacle::toString);
    assertEquals("sks", live().getMetadata().getLabels().get(Words.INSTANCE));
    assertFalse(ObjectKeeper.isOurs(live(), wanted("team-b")), "and is not removed either");
    ensure("sks");
  }

  @Test
  void whatNamesNoInstallationIsTakenOver() {
    create(MADE_BEFORE);
    ensure("sks");
    assertEquals("sks", live().getMetadata().getLabels().get(Words.INSTANCE));
  }

  @Test
  void whatIsNotOursHasToBeHandedOver() {
    create(Map.of(Words.TENANT, "ada"));
    var obstacle = assertThrows(ObstacleException.class, () -> ensure("sks"));
    assertTrue(
        obstacle.getMessage().contains("sks.dev/tenant=ada app.kubernetes.io/instance=sks"),
        obstacle::toString);
    given.client().namespaces().withName("sks-ada").delete();
    create(Map.of(Words.TENANT, "ada", Words.INSTANCE, "sks"));
    ensure("sks");
    assertEquals(Words.SKS, live().getMetadata().getLabels().get(Words.MANAGED_BY));
  }

  private void create(Map<String, String> labels) {
    given
        .client()
        .resource(
            new NamespaceBuilder(wanted("sks")).editMetadata().withLabels(labels).and().build())
        .create();
  }

  private void ensure(String instance) {
    try (var cluster = open(instance)) {
      await().atMost(SOON).until(cluster::isSeen);
      new ObjectKeeper(cluster, new Drift(new KubernetesSerialization())).ensure(wanted(instance));
    }
  }

  private TenantCluster open(String instance) {
    return new TenantCluster(given.client(), instance, Optional.empty(), tenant -> {}, () -> {});
  }

  private static Namespace wanted(String instance) {
    return new NamespaceBuilder()
        .withMetadata(new Stamp("ada", "sks-ada", instance).cluster("sks-ada"))
        .build();
  }

  private Namespace live() {
    return given.client().namespaces().withName("sks-ada").get();
  }
}
