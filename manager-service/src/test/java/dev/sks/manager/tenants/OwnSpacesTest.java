package dev.sks.manager.tenants;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.TenantQuota;
import dev.sks.contract.TenantState;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant's namespace: when it is ready for pods, and whence their images may come. */
class OwnSpacesTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String NAME = "sks-images";
  private static final TenantState ADA =
      new TenantState("ada", 1, false, null, TenantQuota.DEFAULT);
  private static final Secret SOURCE =
      new SecretBuilder()
          .withNewMetadata()
          .withNamespace("sks")
          .withName(NAME)
          .endMetadata()
          .withType("kubernetes.io/dockerconfigjson")
          .addToData(".dockerconfigjson", "e30=")
          .build();

  @TempDir Path folder;
  private GivenCluster cluster;

  @BeforeEach
  void open() throws IOException {
    cluster = new GivenCluster();
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void aClaimWithoutItsVolumeIsInTheWay() throws IOException {
    keep(Optional.empty());
    claimIs("Pending");
    var obstacle = assertThrows(ObstacleException.class, () -> keep(Optional.empty()));
    assertTrue(obstacle.getMessage().contains("sks-data is not bound"), obstacle::toString);
    claimIs("Bound");
    keep(Optional.empty());
  }

  private void claimIs(String phase) {
    var claims = cluster.client().persistentVolumeClaims().inNamespace("sks-ada");
    var claim = claims.withName("sks-data").get();
    cluster
        .client()
        .resource(claim.edit().editOrNewStatus().withPhase(phase).endStatus().build())
        .update();
  }

  @Test
  void eachTenantHasACopyThatItsAccountsName() throws IOException {
    cluster.client().resource(SOURCE).create();
    keep(Optional.of(NAME));
    Secret copy = cluster.client().secrets().inNamespace("sks-ada").withName(NAME).get();
    assertEquals(SOURCE.getData(), copy.getData());
    assertEquals(SOURCE.getType(), copy.getType());
    for (String account : List.of("sks-attempt", "sks-driver")) {
      assertEquals(
          List.of(new LocalObjectReference(NAME)), account(account).getImagePullSecrets(), account);
    }
  }

  @Test
  void aSecretThatIsMissingIsInTheWay() {
    var obstacle = assertThrows(ObstacleException.class, () -> keep(Optional.of(NAME)));
    assertTrue(obstacle.getMessage().contains("Secret sks-images"), obstacle::toString);
  }

  @Test
  void nothingIsCopiedUnasked() throws IOException {
    cluster.client().resource(SOURCE).create();
    keep(Optional.empty());
    assertEquals(List.of(), account("sks-attempt").getImagePullSecrets());
    assertTrue(
        cluster.client().secrets().inNamespace("sks-ada").list().getItems().isEmpty(), "no copy");
  }

  @Test
  void whatTheClusterAddsToAnAccountStays() throws IOException {
    cluster.client().resource(SOURCE).create();
    keep(Optional.of(NAME));
    ServiceAccount wanted = account("sks-attempt");
    var more = wanted.edit().addNewImagePullSecret("sks-attempt-dockercfg-x1y2").build();
    var drift = new Drift(new KubernetesSerialization());
    assertFalse(drift.is(more, wanted));
    assertTrue(drift.is(wanted.edit().withImagePullSecrets().build(), wanted));
  }

  private ServiceAccount account(String name) {
    return cluster.client().serviceAccounts().inNamespace("sks-ada").withName(name).get();
  }

  private void keep(Optional<String> pullSecret) throws IOException {
    Path volume = Files.writeString(folder.resolve("volume.yaml"), ClusterProfile.VOLUME);
    var settings =
        new GivenTenantSettings(
            Duration.ZERO,
            Optional.of(volume),
            pullSecret,
            new Quantity("16Gi"),
            Optional.empty(),
            443);
    var namespaces = new TenantNamespaces(TenantNamespaces.Kind.OWN, "sks", "sks-");
    var space = new OwnSpaces(namespaces, settings, 8082, cluster.client());
    try {
      space.open(tenant -> {}, () -> {});
      await().atMost(SOON).until(space::isSeen);
      space.keep(ADA, Optional.empty());
    } finally {
      space.close();
    }
  }
}
