package dev.sks.manager.tenants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sks.contract.TenantQuota;
import dev.sks.contract.TenantState;
import dev.sks.manager.cluster.Words;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TenantObjectsTest {

  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private static final ApiServer API =
      new ApiServer(new TreeSet<>(List.of("10.0.0.1")), new TreeSet<>(List.of(443, 6443)));
  private static final TenantState ADA =
      new TenantState("ada", 1, false, null, new TenantQuota("4", "8Gi", 20));

  private final Drift drift = new Drift(YAML);
  private final TenantObjects objects =
      new TenantObjects(
          new TenantNamespaces(TenantNamespaces.Kind.OWN, "sks", "sks-"),
          new TenantVolume(ClusterProfile.VOLUME, YAML),
          new ManagerAddress("sks", Map.of("app", "manager"), 8082),
          GivenTenantSettings.withGrace(Duration.ZERO));

  @Test
  void everythingIsMarkedAndInTheTenantsNamespace() {
    for (HasMetadata object : objects.contents(ADA, API)) {
      assertEquals("ada", object.getMetadata().getLabels().get(Words.TENANT), object.getKind());
      assertEquals("sks", object.getMetadata().getLabels().get(Words.MANAGED_BY));
      assertEquals(
          object instanceof PersistentVolume ? null : "sks-ada",
          object.getMetadata().getNamespace(),
          object.getKind());
    }
  }

  @Test
  void theNamespaceIsRestrictedAndSaysWhenItGoes() {
    var end = Instant.parse("2026-02-03T04:05:06Z");
    var metadata = objects.namespace(ADA, Optional.of(end)).getMetadata();
    assertEquals("restricted", metadata.getLabels().get("pod-security.kubernetes.io/enforce"));
    assertEquals(end.toString(), metadata.getAnnotations().get(TenantObjects.DELETE_AFTER));
  }

  @Test
  void theQuotaIsTheTenants() {
    var hard = only(ResourceQuota.class).getSpec().getHard();
    assertEquals("4", hard.get("requests.cpu").toString());
    assertEquals("8Gi", hard.get("limits.memory").toString());
    assertEquals("20", hard.get("pods").toString());
    assertEquals("0", hard.get("services.nodeports").toString());
    assertEquals(new Quantity("320Gi"), hard.get("requests.ephemeral-storage"));
  }

  @Test
  void aPodMayTakeAsMuchDiskAsItsShareOfTheQuota() {
    var each = only(LimitRange.class).getSpec().getLimits().get(0);
    assertEquals("16Gi", each.getMax().get("ephemeral-storage").toString());
    assertEquals("16Gi", each.getDefault().get("ephemeral-storage").toString());
    assertEquals("256Mi", each.getDefaultRequest().get("ephemeral-storage").toString());
  }

  @Test
  void onlyDriversReachTheApiServer() {
    var policy = named(NetworkPolicy.class, "sks-tenant-api-server").getSpec();
    assertEquals(Map.of("sks.dev/role", "driver"), policy.getPodSelector().getMatchLabels());
    assertEquals("10.0.0.1/32", policy.getEgress().get(0).getTo().get(0).getIpBlock().getCidr());
    var unknown = new ApiServer(new TreeSet<>(), new TreeSet<>());
    var closed = (NetworkPolicy) named("sks-tenant-api-server", unknown);
    assertTrue(closed.getSpec().getEgress().isEmpty(), "no address must not mean every address");
  }

  @Test
  void driversReachTheAddressTheyAreTold() {
    ApiServer told = API.with("10.96.0.1", 8443).with("fd00::1", 443);
    var policy = (NetworkPolicy) named("sks-tenant-api-server", told);
    var rule = policy.getSpec().getEgress().get(0);
    assertEquals(
        List.of("10.0.0.1/32", "10.96.0.1/32", "fd00::1/128"),
        rule.getTo().stream().map(peer -> peer.getIpBlock().getCidr()).toList());
    assertEquals(
        List.of(443, 6443, 8443),
        rule.getPorts().stream().map(port -> port.getPort().getIntVal()).toList());
    assertEquals(API, API.with("api.example.com", 443), "a policy can't say a name");
  }

  @Test
  void theVolumeIsTheTenantsAloneWhateverTheTemplateSays() {
    var greedy =
        """
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: another}
        spec:
          capacity: {storage: 5Gi}
          accessModes: [ReadWriteOnce]
          persistentVolumeReclaimPolicy: Delete
          storageClassName: fast
          claimRef: {namespace: default, name: mine}
          nfs: {server: nfs.example, path: "/export/{tenant}"}
        """;
    List<HasMetadata> made = new TenantVolume(greedy, YAML).of(new Stamp("ada", "sks-ada", "sks"));
    var volume = (PersistentVolume) made.get(0);
    assertEquals("sks-ada-data", volume.getMetadata().getName());
    assertEquals("/export/ada", volume.getSpec().getNfs().getPath());
    assertEquals("Retain", volume.getSpec().getPersistentVolumeReclaimPolicy());
    assertEquals("", volume.getSpec().getStorageClassName());
    assertEquals("sks-ada", volume.getSpec().getClaimRef().getNamespace());
    var claim = (PersistentVolumeClaim) made.get(1);
    assertEquals("sks-ada-data", claim.getSpec().getVolumeName());
    assertEquals(List.of("ReadWriteOnce"), claim.getSpec().getAccessModes());
  }

  @Test
  void aTemplateThatEveryTenantWouldShareIsRefused() {
    var shared = ClusterProfile.VOLUME.replace("{tenant}", "all");
    assertThrows(IllegalArgumentException.class, () -> new TenantVolume(shared, YAML));
  }

  @Test
  void aQuantityWrittenAnotherWayIsNoDrift() {
    var live = new TenantState("ada", 1, false, null, new TenantQuota("4000m", "8192Mi", 20));
    List<HasMetadata> other = objects.contents(live, API);
    List<HasMetadata> wanted = objects.contents(ADA, API);
    for (int i = 0; i < wanted.size(); i++) {
      assertFalse(drift.is(other.get(i), wanted.get(i)), wanted.get(i).getKind());
    }
  }

  @Test
  void anAdditionToARuleIsDrift() {
    var policy = named(NetworkPolicy.class, "sks-tenant-deny");
    var opened =
        policy
            .edit()
            .editSpec()
            .withNewPodSelector()
            .addToMatchLabels("nobody", "here")
            .endPodSelector()
            .endSpec()
            .build();
    assertTrue(drift.is(opened, policy));
    var quota = only(ResourceQuota.class);
    assertFalse(drift.is(quota.edit().withNewStatus().endStatus().build(), quota));
  }

  @Test
  void anAnnotationOfOursThatStayedBehindIsDrift() {
    var left = objects.namespace(ADA, Optional.of(Instant.EPOCH));
    assertTrue(drift.is(left, objects.namespace(ADA, Optional.empty())));
  }

  private <T extends HasMetadata> T only(Class<T> type) {
    return objects.contents(ADA, API).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  private <T extends HasMetadata> T named(Class<T> type, String name) {
    return type.cast(named(name, API));
  }

  private HasMetadata named(String name, ApiServer apiServer) {
    return objects.contents(ADA, apiServer).stream()
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
